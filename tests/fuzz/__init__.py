"""Random and broken messages against the decoder: python -m tests.fuzz --seconds N [--seed S]."""
