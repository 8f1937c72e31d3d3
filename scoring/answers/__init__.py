"""Every answer's figures, with the arithmetic and the clause behind them. Pure; called through `answer`."""
