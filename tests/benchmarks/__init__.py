"""How fast the client is and how much memory it takes: python -m tests.benchmarks [--scenario ...] [--json FILE]."""
