"""Evaluation by chat (/score, 自查): entering judgements, their check by a second person, self-assessment, results."""
