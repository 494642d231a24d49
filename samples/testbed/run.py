"""Runs the samples, one after the other, prints what comes back, and at the end a table.

python samples/testbed                          all of them, on a simulated gateway
python samples/testbed --list                   their names
python samples/testbed orders history.days      a subject, a sample
python samples/testbed --port 7497              on a paper account; with --orders those that trade, too
"""

import argparse
import threading
import time
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace

from .app import SAMPLES, App, Failed, Refused, set_today
from .shown import line

SUBJECTS = (
    *("session", "contracts", "options", "market_data", "depth", "ticks_and_bars", "history", "scanners"),
    *("news", "calendar", "account", "orders", "order_attributes", "order_life", "attached", "algos", "conditions"),
    *("combos", "display_groups", "settings", "protobuf_forms", "advisor"),
)
for _subject in SUBJECTS:
    import_module(f".{_subject}", __package__)

SHOWN = 3  # callbacks of a name that are printed for each sample
ALL_SHOWN = ("orderStatus", "execDetails", "error")  # of these all
STATUSES = ("ok", "FAILED", "too old", "skipped")
TOO_OLD = 503  # the error of a client whose server does not know a request
ACCOUNTS = ("DU1234567",)
ADVISOR_ACCOUNTS = ("DF1234567", "DU1234568", "DU1234569")


class Result(SimpleNamespace):
    """sample: which one. status: one of STATUSES. note: why. callbacks: how many came. seconds: it took."""


def main(arguments=None):
    """The program; returns the exit status."""
    options = parse(arguments)
    if options.list:
        for one in choose(options.names):
            print(f"{one.name:<44} {one.about}")
        return 0
    results = run_chosen(options)
    print_table(results)
    return int(any(one.status == "FAILED" for one in results))


def run_chosen(options):
    """Run what the command line names; returns the results."""
    chosen = choose(options.names)
    if options.port is not None:
        with session(options, options.host, options.port, simulated=False) as app:
            return [run_one(app, one, options.orders) for one in chosen]
    results = []
    for advisor, accounts in ((False, ACCOUNTS), (True, ADVISOR_ACCOUNTS)):
        some = [one for one in chosen if one.advisor == advisor]
        if some:
            results += simulate(options, accounts, some)
    return results


def parse(arguments=None):
    parser = argparse.ArgumentParser(prog="python samples/testbed", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="samples or subjects; all without any")
    parser.add_argument("--list", action="store_true", help="tell the names, run nothing")
    parser.add_argument("--host", default="127.0.0.1", help="where the TWS or IB Gateway runs")
    parser.add_argument("--port", type=int, help="its API port: 7497 or 4002 for paper trading")
    parser.add_argument("--client-id", type=int, default=0)
    parser.add_argument("--orders", action="store_true", help="with --port: run the samples that trade, too")
    parser.add_argument("--patience", type=float, default=20.0, help="seconds to wait for any answer")
    parser.add_argument("--speed", type=float, default=20.0, help="of the simulated gateway's clock")
    parser.add_argument("--server-version", type=int, default=226, help="of the simulated gateway: 176 to 226")
    return parser.parse_args(arguments)


def choose(names):
    """The samples with these names, or of these subjects."""
    unknown = [name for name in names if name not in SAMPLES and name not in SUBJECTS]
    if unknown:
        raise SystemExit(f"there is no sample {unknown[0]!r}; --list tells the names")
    return [one for one in SAMPLES.values() if not names or one.name in names or one.subject in names]


def simulate(options, accounts, chosen):
    """Run samples on a simulated gateway of their own."""
    from ibproto.gateway import SimulatedGateway

    gateway = SimulatedGateway(accounts=accounts, server_version=options.server_version, speed=options.speed)
    with gateway, session(options, gateway.host, gateway.port, simulated=True) as app:
        app.gateway = gateway
        return [run_one(app, one, True) for one in chosen]


@contextmanager
def session(options, host, port, simulated):
    """A program that is connected, with its loop in a thread."""
    app = App(options.patience, simulated)
    app.connect(host, port, options.client_id)
    thread = threading.Thread(target=app.run, daemon=True)
    thread.start()
    try:
        app.wait("nextValidId")
        app.account = app.wait("managedAccounts").accountsList.split(",")[0]
        app.reqMarketDataType(3)  # delayed data, where there is no subscription to live data
        set_today(app)
        yield app
    finally:
        app.disconnect()
        thread.join(options.patience)


def run_one(app, one, orders):
    """Run a sample, print what came back, and tell how it went."""
    if one.orders and not orders:
        return skipped(one, "trades: add --orders")
    if not one.checked and app.serverVersion() < one.since:
        return skipped(one, f"needs server version {one.since}")
    if one.advisor and not app.account.startswith(("F", "DF")):
        return skipped(one, "needs an advisor's account")
    print(f"\n{one.name}: {one.about}")
    app.begin()
    start = time.monotonic()
    status, note = attempt(app, one)
    seconds = time.monotonic() - start
    with app.news:
        heard = list(app.heard)
    counts = print_heard(heard)
    if status == "FAILED":
        print(f"    FAILED: {note}")
    return Result(sample=one, status=status, note=note, callbacks=sum(counts.values()), seconds=seconds)


def attempt(app, one):
    """Status and note of a sample. On a server that is too old for it the client refuses it, with 503."""
    try:
        one.run(app)
        app.clean()
    except Refused as problem:
        if problem.code == TOO_OLD:
            return "too old", f"needs server version {one.since}"
        return "FAILED", str(problem)
    except Exception as problem:
        return "FAILED", str(problem) if isinstance(problem, Failed) else repr(problem)
    return "ok", ""


def skipped(one, why):
    return Result(sample=one, status="skipped", note=why, callbacks=0, seconds=0.0)


def print_heard(heard):
    """Print the first callbacks of each name; returns how many there were of each."""
    counts = {}
    for one in heard:
        counts[one.name] = counts.get(one.name, 0) + 1
        if counts[one.name] <= SHOWN or one.name in ALL_SHOWN:
            print(f"    {line(one)}")
    more = [f"{count - SHOWN} more {name}" for name, count in counts.items() if count > SHOWN and name not in ALL_SHOWN]
    if more:
        print(f"    ... and {', '.join(more)}")
    return counts


def print_table(results):
    print(f"\n{'sample':<44} {'result':<8} {'callbacks':>9} {'seconds':>8}")
    for one in results:
        print(f"{one.sample.name:<44} {one.status:<8} {one.callbacks:>9} {one.seconds:>8.2f}  {one.note}".rstrip())
    count = {status: sum(one.status == status for one in results) for status in STATUSES}
    print(", ".join(f"{number} {status}" for status, number in count.items() if number))
