"""The guided report: `step(session, input, facts, now) -> Outcome` and the screens it speaks in. Pure: no clock, no store, no chat."""
