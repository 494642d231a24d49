"""`python -m ibproto port`: what to change in a program that was written for ibapi, found by reading it.

`source.py` reads a file to a syntax tree, `program.py` knows which classes are wrappers and clients; `imports.py`,
`overrides.py`, `calls.py`, `quantities.py` and `flow.py` look for one kind of thing each; `rules.py` has the text of
every finding, `history.py` the facts about releases and `forms.py` what they make of an override; `edits.py` changes
sources by position; `command.py` is the command line.
Nothing of the program is run or imported.
"""
