"""What a turn leaves to be done after its commit: calls, answers to a press or an inline query, files to be made.

Filled by `Turn`, carried out by the desk and by the transport's delivery.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.errands import Errand
from store.records import Parcel


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The answer to a pressed button: nothing, or words shown over the chat."""

    query: str
    text: str = ""
    alert: bool = True
    """To be read and closed; otherwise the words pass by."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The answer to an inline query: all parameters of the call. Worth nothing later, so it is not kept."""

    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """What leaves after the commit. `waiting_in`: the chat in which not everything could leave at once."""

    parcels: tuple[Parcel, ...] = ()
    waiting_in: int | None = None
    acknowledgement: Acknowledgement | None = None
    elsewhere: bool = False
    errands: tuple[Errand, ...] = ()
    picture_offered: bool = False
    offer: Offer | None = None
