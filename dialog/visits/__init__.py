"""Pure: what an official records of a visit (视导), what its findings ask of a unit, and when the unit is reminded."""
