"""`python -m benchmarks [NAME …]`: runs the measurements named, or all."""

from __future__ import annotations

import sys

from benchmarks import progress

BENCHMARKS = {"progress": progress.main}


def main(names: list[str]) -> int:
    """Run them in order; 2 for a name that there is not."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.\n")
        return 2
    for name in names or BENCHMARKS:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
