"""The guided report: `flow.step(session, input, facts, now) -> Outcome`, and its screens. No clock, store or chat."""
