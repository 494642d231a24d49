"""python -m tests.benchmarks [--scenario NAME ...] [--repeat N] [--scale X] [--json FILE]

Each run is a sender and a client in processes of their own, over a loopback socket. Shown are the best run's values;
CPU time is that of the client's process from the first callback to the last. `burst-` sends everything at once.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .streams import BARS, PROTOBUF, STREAMS, TEXT

ROOT = Path(__file__).parents[2]
DEADLINE = 150.0
FORMS = {"text": TEXT, "protobuf": PROTOBUF}
BURSTS = ("ticks", "history", "details")
REQUESTS, CONNECTS = 4000, 5
SMALL, LARGE = 2000, 20_000  # messages of the two backlogs that are compared
MEMORY = "from tests.benchmarks.memory import kib; print(kib('VmRSS'))"

Result = dict[str, Any]


def scenarios() -> list[str]:
    kinds = [*STREAMS, *(f"burst-{name}" for name in BURSTS), "requests", "growth", "connect"]
    return [*(f"{kind}-{form}" for kind in kinds for form in FORMS), "import"]


def process(module: str, config: dict[str, Any]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", json.dumps(config)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def one_run(version: int, stream: str = "", count: int = 0, at_once: bool = False, requests: int = 0) -> Result:
    """A sender and a client; what the client measured."""
    config = {"stream": stream, "version": version, "count": count, "at_once": at_once, "requests": requests}
    sender = process("sender", config)
    try:
        assert sender.stdout is not None
        ready = json.loads(sender.stdout.readline())
        client = process("client", {**config, **ready})
        try:
            output, _ = client.communicate(timeout=DEADLINE)
        finally:
            client.kill()
    finally:
        sender.kill()
        sender.communicate()
    if client.returncode or not output:
        raise RuntimeError(f"the client of {stream or 'the requests'} ended with status {client.returncode}: {output}")
    result: Result = json.loads(output)
    if result["errors"]:
        raise RuntimeError(f"the client reported {result['errors'][:3]}")
    return {**result, "messages": count, "bytes": ready["bytes"]}


def measured(run: Result, messages: int, seconds: float) -> Result:
    """The figures of a run for so many messages."""
    return {
        "messages": messages,
        "per_second": round(messages / seconds),
        "cpu_us": round(run["cpu"] / messages * 1e6, 3),
        "wall_us": round(seconds / messages * 1e6, 3),
        "memory_kib": run.get("memory_kib", 0),
    }


def stream_scenario(stream: str, version: int, at_once: bool, scale: float, repeat: int) -> Result:
    count = max(1, round(STREAMS[stream].messages * scale))
    runs = [one_run(version, stream, count, at_once) for _ in range(repeat)]
    best = min(runs, key=lambda run: run["cpu"])
    messages = count * BARS if stream == "history" else count  # of a history, each bar
    found = measured(best, messages, best["seconds_from_go" if at_once else "seconds"])
    return {**found, "unit": "bar" if stream == "history" else "message"}


def requests_scenario(version: int, scale: float, repeat: int) -> Result:
    count = max(1, round(REQUESTS * scale))
    runs = [one_run(version, requests=count) for _ in range(repeat)]
    found: Result = {}
    for name in ("placeOrder", "reqMktData"):
        best = min((run[name] for run in runs), key=lambda one: one["cpu"])
        found[name] = measured(best, count, best["seconds"])
    return {"parts": found}


def growth_scenario(version: int, scale: float, repeat: int) -> Result:
    """The cost of a message in a large backlog, relative to a small one."""
    costs = []
    for count in (SMALL, LARGE):
        number = max(1, round(count * scale))
        runs = [one_run(version, "details", number, at_once=True) for _ in range(repeat)]
        costs.append(min(run["seconds_from_go"] for run in runs) / number)
    return {"value": round(costs[1] / costs[0], 3), "unit": f"x at {LARGE} instead of {SMALL} messages"}


def connect_scenario(version: int, scale: float, repeat: int) -> Result:
    times = [one_run(version)["connect_ms"] for _ in range(max(1, round(CONNECTS * min(scale, 1)) * repeat))]
    return {"value": round(min(times), 3), "unit": "ms from connect() to nextValidId"}


def import_scenario(repeat: int) -> Result:
    """Time and memory of the import, above those of an interpreter that does nothing."""

    def run(code: str) -> tuple[float, int]:
        started = time.perf_counter()
        command = [sys.executable, "-c", code]
        output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return time.perf_counter() - started, int(output)

    module = "import ibproto.client, ibproto.wrapper; "
    run(module + MEMORY)  # compiles the modules
    with_it = [run(module + MEMORY) for _ in range(max(3, repeat * 3))]
    without = [run(MEMORY) for _ in range(max(3, repeat * 3))]
    took = min(seconds for seconds, _ in with_it) - min(seconds for seconds, _ in without)
    memory = min(kib for _, kib in with_it) - min(kib for _, kib in without)
    return {"value": round(took * 1000, 2), "unit": "ms", "memory_kib": memory}


def measure(scenario: str, scale: float, repeat: int) -> Result:
    if scenario == "import":
        return import_scenario(repeat)
    rest, _, form = scenario.rpartition("-")
    version = FORMS[form]
    special = {"requests": requests_scenario, "growth": growth_scenario, "connect": connect_scenario}
    if rest in special:
        return special[rest](version, scale, repeat)
    return stream_scenario(rest.removeprefix("burst-"), version, rest.startswith("burst-"), scale, repeat)


def rows(scenario: str, result: Result) -> list[str]:
    """The lines of the table for a scenario."""
    if "parts" in result:
        return [line for name, part in result["parts"].items() for line in rows(f"{scenario} {name}", part)]
    if "value" in result:
        memory = f"   {result['memory_kib'] / 1024:.1f} MiB" if "memory_kib" in result else ""
        return [f"{scenario:32} {result['value']:>12} {result['unit']}{memory}"]
    memory = f"{result['memory_kib'] / 1024:9.1f}" if result["memory_kib"] else " " * 9
    cells = f"{result['per_second']:12,} {result['cpu_us']:9.2f} {result['wall_us']:9.2f} {memory}"
    return [f"{scenario:32} {cells}  {result.get('unit', 'message')}"]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed and memory of the client.")
    parser.add_argument("--scenario", action="append", choices=scenarios(), help="only this one; may be repeated")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the best counts (default 3)")
    parser.add_argument("--scale", type=float, default=1.0, help="how much of the usual number of messages (default 1)")
    parser.add_argument("--json", help="write the results to this file (- for standard output)")
    options = parser.parse_args(arguments)
    results: dict[str, Result] = {}
    if options.json != "-":
        print(f"{'':32} {'per second':>12} {'CPU µs':>9} {'wall µs':>9} {'peak MiB':>9}")
    for scenario in options.scenario or scenarios():
        results[scenario] = measure(scenario, options.scale, options.repeat)
        if options.json != "-":
            print("\n".join(rows(scenario, results[scenario])), flush=True)
    about = {"python": platform.python_version(), "machine": platform.machine()}
    text = json.dumps({**about, "results": results}, indent=1)
    if options.json == "-":
        print(text)
    elif options.json:
        Path(options.json).write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
