"""Every item of every rulebook carries examples; here they are run, each as a programme of a few units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from programmes.evaluations import Example, Item, Rulebook
from programmes.loading import load, shipped
from programmes.model import Programme
from scoring.rulebooks.examples import broken, outcome


def examples() -> Iterator[tuple[Programme, Rulebook, Item, Example]]:
    for programme in map(load, shipped()):
        for book in programme.rulebooks.values():
            for item in book.items:
                yield from ((programme, book, item, example) for example in item.examples)


@pytest.mark.parametrize(
    ("programme", "book", "item", "example"),
    [pytest.param(*one, id=f"{one[1].code}-{one[2].key}-{number}") for number, one in enumerate(examples())],
)
def test_an_example_comes_out_as_the_rulebook_says(
    programme: Programme, book: Rulebook, item: Item, example: Example
) -> None:
    score = outcome(programme, book, item, example)
    assert score.points == example.points, score.why


def test_without_units_no_example_can_be_run() -> None:
    assert not list(broken(replace(load("xinxiang-2023"), units=())))
