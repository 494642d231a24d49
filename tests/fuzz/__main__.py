"""python -m tests.fuzz [--seconds N | --frames N] [--seed S]; exit status 1 when anything went wrong."""

from __future__ import annotations

import argparse
import random
import sys

from .run import Failure, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Broken messages against the decoder.")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (default 60)")
    parser.add_argument("--frames", type=int, default=0, help="how many frames, instead of --seconds")
    parser.add_argument("--seed", type=int, default=None, help="repeat the run with this seed (default: a new one)")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**9) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    try:
        result = run(options.seconds, seed, options.frames)
    except Failure as failure:
        print(f"FAILED {failure}")
        return 1
    print(", ".join(f"{name} {value}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
