"""Message catalogs and the only code that reads them: words, plurals, numbers, percentages, months, dates."""
