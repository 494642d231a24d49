"""`python -m ibproto port`: what to change in a program that was written for ibapi, found by reading it.

`program.py` reads files to syntax trees and knows which classes are wrappers and clients; each of `imports.py`,
`overrides.py`, `calls.py` and `flow.py` looks for one kind of thing; `rules.py` has the text of every finding and
`history.py` the facts about releases; `edits.py` changes sources by position; `command.py` is the command line.
Nothing of the program is run or imported.
"""
