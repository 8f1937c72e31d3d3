"""Evaluation by the official rulebooks: figures and judgements in; points, places and selection out, with the trace.

Pure, on exact fractions. `evaluating.evaluate` is the door; `written.document` the JSON of `yuebao score`.
"""
