"""Behind `ibproto.sync_wrapper`: what its questions are (`table.py`), and waiting for their answers (`answers.py`)."""
