"""Who takes part: invitations, joining, languages, who cannot be reached, units that need not report."""
