"""Every request of the API, shown by a named sample that runs: `python samples/testbed --list`."""
