"""The command line: `python -m ibproto demo`, `gateway`, `port` and `run`."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime

from ibproto import __version__
from ibproto.compat import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibproto.gateway import SimulatedGateway

DEFAULT_PORT = 7497  # where the paper trading TWS listens
MIN_VERSION, MAX_VERSION = 100, 226
INTERRUPTED = 130  # exit status by the custom of shells


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; without one, print the help."""
    parser = argparse.ArgumentParser(prog="python -m ibproto", description="A client for Interactive Brokers' TWS API.")
    parser.add_argument("--version", action="version", version=f"ibproto {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_demo(commands)
    _add_gateway(commands)
    _add_port(commands)
    run.add_command(commands)
    options = parser.parse_args(argv)
    if not hasattr(options, "run"):
        parser.print_help()
        return 0
    try:
        status: int = options.run(options)
    except KeyboardInterrupt:  # what a command opened is closed by now
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    return status


def _server_version(text: str) -> int:
    version = int(text)
    if not MIN_VERSION <= version <= MAX_VERSION:
        raise argparse.ArgumentTypeError(f"{version} is not simulated; use {MIN_VERSION} to {MAX_VERSION}")
    return version


def _start(text: str) -> datetime | float:
    if text == "now":
        return time.time()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither now nor a time such as 2026-01-14T09:29:00") from None


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "show quotes coming in and orders being worked, on a simulated gateway that is started for it"
    demo = commands.add_parser("demo", help=text, description=f"{text[0].upper()}{text[1:]}; or on a real TWS.")
    demo.add_argument("--host", default="127.0.0.1", help="where the TWS or IB Gateway runs (with --port)")
    demo.add_argument("--port", type=int, help="use the TWS or IB Gateway on this port instead of a simulated one")
    demo.add_argument("--client-id", type=int, default=1, help="the bot's client id (default: %(default)s)")
    demo.add_argument("--trade", action="store_true", help="place orders with --port, too: these are real orders")
    demo.add_argument(
        "--server-version", type=_server_version, help="of the simulated gateway (default: the newest)", metavar="N"
    )
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from ibproto import demo
    from ibproto.contract import Contract
    from ibproto.gateway import SimulatedGateway

    if options.port is not None:
        if options.server_version is not None:
            print("--server-version is for the simulated gateway only; leave it out with --port", file=sys.stderr)
            return 2
        return demo.run(options.host, options.port, options.client_id, trade=options.trade, quantity=1)
    if options.host != "127.0.0.1":
        print("--host needs --port: the port of the API in TWS or IB Gateway, such as 7497", file=sys.stderr)
        return 2
    with SimulatedGateway(server_version=options.server_version or MAX_VERSION) as gateway:

        def set_price(price: float) -> None:
            with gateway.control() as world:
                (apple,) = world.market.find(Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD"))
                world.market.set_price(apple, price)

        where = gateway.host, gateway.port, options.client_id
        return demo.run(*where, trade=True, quantity=1500, set_price=set_price)


def _add_gateway(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "run a simulated gateway until Ctrl-C"
    gateway = commands.add_parser("gateway", help=text, description=f"{text[0].upper()}{text[1:]}.")
    gateway.add_argument(
        "--listen",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: %(default)s); one that other machines reach needs --allow",
    )
    gateway.add_argument(
        "--allow", default="", metavar="NETWORKS", help="who may come from other machines: 10.0.0.0/8,192.168.1.7"
    )
    gateway.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 is any free one (default: %(default)s)")
    gateway.add_argument("--accounts", default="DU1234567", help="account numbers, with commas (default: %(default)s)")
    gateway.add_argument(
        "--server-version", type=_server_version, default=MAX_VERSION, help="default: %(default)s", metavar="N"
    )
    gateway.add_argument(
        "--start",
        type=_start,
        metavar="WHEN",
        help="the virtual time to start with: a date and time in New York such as 2026-01-14T09:29:00, or now"
        " (default: 2026-01-14T10:00:00, a Wednesday)",
    )
    gateway.add_argument(
        "--market",
        metavar="FILE",
        help="instruments and prices of your own, in JSON: see python -m pydoc ibproto.gateway.universe.files",
    )
    gateway.add_argument("--seed", default="1", help="same seed, same market (default: %(default)s)")
    gateway.add_argument("--speed", type=float, default=1.0, help="virtual seconds per second (default: %(default)s)")
    gateway.add_argument(
        "--master-client", type=int, metavar="ID", help="the client id that hears of the orders of all clients"
    )
    gateway.add_argument(
        "--debug", action="store_true", help="check after everything that orders, positions and cash agree; stop if not"
    )
    gateway.add_argument(
        "--state", metavar="FILE", help="keep orders, positions, cash and ids in this file, and go on from there"
    )
    gateway.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[:key=value,...][@seconds]",
        help="let something go wrong, so many virtual seconds after the start; may be given several times",
    )
    gateway.add_argument("--scenario", metavar="FILE", help="a list of faults in JSON, see --faults")
    gateway.add_argument("--faults", action="store_true", help="print all faults, and what a bot should do about them")
    gateway.add_argument("--quiet", action="store_true", help="do not tell what happens")
    gateway.set_defaults(run=_gateway)


def _add_port(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "list what to change in a program that was written for ibapi"
    port = commands.add_parser(
        "port",
        help=text,
        description=f"{text[0].upper()}{text[1:]}, with file, line and column. It is read, not run.",
        epilog="Exit status: 0 nothing is left, 1 something is, 2 a file cannot be read or written.",
    )
    port.add_argument("path", nargs="+", metavar="PATH", help="a Python file, or a folder of them")
    edits = port.add_mutually_exclusive_group()
    edits.add_argument("--write", action="store_true", help="make the changes that are safe, and show them")
    edits.add_argument("--diff", action="store_true", help="only show the changes that --write makes")
    port.set_defaults(run=_port)


def _port(options: argparse.Namespace) -> int:
    from ibproto.porting.command import port

    return port(options.path, write=options.write, diff=options.diff)


def _listed(text: str) -> list[str]:
    """What stands between commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _terms(gateway: SimulatedGateway, options: argparse.Namespace) -> str:
    """In which world the clients are."""
    from ibproto.gateway.zones import eastern

    begin = f"{eastern(gateway.clock.start):%A %Y-%m-%d %H:%M:%S %Z}"
    return f"virtual time {begin}, speed {options.speed:g}, seed {options.seed}, accounts {','.join(gateway.accounts)}"


def _gateway(options: argparse.Namespace) -> int:
    import logging
    import signal
    import threading

    from ibproto.gateway import SimulatedGateway, faults
    from ibproto.gateway.universe import MarketFile, load

    if options.faults:
        print(faults.told(), end="")
        return 0
    level = logging.WARNING if options.quiet else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(message)s", stream=sys.stdout)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        plans = [faults.parse(text) for text in options.fault]
        plans += faults.load(options.scenario) if options.scenario else []
        market = load(options.market) if options.market else MarketFile([], [])
        gateway = SimulatedGateway(
            options.port,
            options.server_version,
            _listed(options.accounts),
            options.listen,
            allow=_listed(options.allow),
            seed=options.seed,
            speed=options.speed,
            start=options.start,
            instruments=market.instruments,
            scripts=market.scripts,
            master_client=options.master_client,
            debug=options.debug,
            state=options.state,
        )
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        gateway.start()
    except (OSError, OverflowError) as problem:
        where = f"{options.listen}:{options.port}"
        print(f"cannot listen on {where}: {problem}. Try another --port; 0 takes any free one.", file=sys.stderr)
        return 1
    with gateway:
        for plan in plans:
            gateway.fault(plan.name, plan.at, **plan.params)
        what = f"simulated gateway: {gateway.host}:{gateway.port}, server version {options.server_version}"
        try:
            print(f"{what}, Ctrl-C ends it", flush=True)
            if not options.quiet:
                print(_terms(gateway, options), flush=True)
            while gateway.running and not stop.wait(0.2):
                pass
        except KeyboardInterrupt:
            pass
        failed = not gateway.running
    print("the gateway stopped by an error" if failed else "the gateway is closed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
