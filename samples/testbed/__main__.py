"""`python samples/testbed`: see run.py."""

import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1]
sys.path[0] = str(SAMPLES)  # this folder is the package testbed
sys.path.append(str(SAMPLES.parent))  # a checkout works without being installed, too

from testbed.run import main  # noqa: E402

sys.exit(main())
