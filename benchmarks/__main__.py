"""`python -m benchmarks [--write] [NAME …]`: runs the measurements named, or all; `make bench ARGS=…` does the same."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks import charts, fan_out, progress, report, rulebooks, start, tables
from benchmarks.sizes import FULL, SMOKE, Sizes

BENCHMARKS: dict[str, Callable[[Sizes], list[tables.Table]]] = {
    "report": report.measure,
    "start": start.measure,
    "progress": progress.measure,
    "charts": charts.measure,
    "fan_out": fan_out.measure,
    "rulebooks": rulebooks.measure,
}


def main(arguments: Sequence[str]) -> int:
    """Print a table for each thing measured, as soon as it is there."""
    asked = _parser().parse_args(arguments)
    found: list[tables.Table] = []
    for name in asked.names or BENCHMARKS:
        for table in BENCHMARKS[name](SMOKE if asked.smoke else FULL):
            print(table.markdown(), flush=True)
            found.append(table)
    if asked.write:
        tables.write(found)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measurements side by side.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *BENCHMARKS], help=", ".join(BENCHMARKS))
    parser.add_argument("--write", action="store_true", help="replace benchmarks/results.md by what is found")
    parser.add_argument("--smoke", action="store_true", help="tiny sizes: shows only that everything runs")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
