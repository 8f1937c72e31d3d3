"""How updates come in and messages go out: raw calls, polling or webhook, per-person lanes, paced delivery."""
