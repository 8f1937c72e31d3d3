"""The report in words: `flow.step(session, input, facts, now) -> Outcome`, and its screens. No clock, store or chat."""
