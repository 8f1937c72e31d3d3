"""The running service: settings, clock, logging, wiring, transport and the command line. Imported by nothing."""
