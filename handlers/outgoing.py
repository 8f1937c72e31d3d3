"""Where files made for one sending lie until they were sent: written by turns and errands, removed by the service."""

from __future__ import annotations

OUTGOING = "outgoing"
"""A folder of DATA_DIR; a message names its file by `outgoing/…`."""
