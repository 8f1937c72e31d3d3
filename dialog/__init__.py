"""Pure: the guided report and the understanding of questions: session + input + now -> session + events."""
