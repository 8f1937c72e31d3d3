"""/review: officials accept or return what was filed, and read the reports in words."""
