"""Pure: figures in; progress, gaps, forecasts, rankings and scores out, each with its trace. No I/O, no clock."""
