"""What is told about exchanges: their letters, and where there is market depth."""

from __future__ import annotations

from ibproto.const import UNSET_INTEGER

EXCHANGE_LETTERS = "AXCYMNQJBZKVHPUWabcdefghij"  # one for each exchange behind SMART, in the order of the exchanges

# exchange, type, listing exchange, service, group
DEPTH: tuple[tuple[str, str, str, str, int], ...] = (
    ("IDEALPRO", "CASH", "", "Deep", 4),
    ("ARCA", "STK", "", "Deep", 1),
    ("BATS", "STK", "", "Deep", 1),
    ("EDGX", "STK", "", "Deep", 1),
    ("IEX", "STK", "", "Deep", 1),
    ("NYSE", "STK", "NYSE", "Deep", 1),
    ("NASDAQ", "STK", "NASDAQ", "Deep2", 1),
    ("NASDAQ", "STK", "NYSE", "Deep2", 1),
    ("NASDAQ", "STK", "ARCA", "Deep2", 1),
    ("BEX", "STK", "NASDAQ", "Deep", 1),
    ("IBIS", "STK", "", "Deep", 2),
    ("SBF", "STK", "", "Deep", 2),
    ("AEB", "STK", "", "Deep", 2),
    ("EBS", "STK", "", "Deep", 2),
    ("LSE", "STK", "", "Deep", 3),
    ("TSEJ", "STK", "", "Deep", UNSET_INTEGER),
    ("SEHK", "STK", "", "Deep", UNSET_INTEGER),
    ("CME", "FUT", "", "Deep", 5),
    ("CME", "FOP", "", "Deep", 5),
    ("CBOT", "FUT", "", "Deep", 5),
    ("NYMEX", "FUT", "", "Deep", 5),
    ("NYMEX", "FOP", "", "Deep", 5),
    ("COMEX", "FUT", "", "Deep", 5),
    ("COMEX", "FOP", "", "Deep", 5),
    ("EUREX", "FUT", "", "Deep", 5),
    ("PAXOS", "CRYPTO", "", "Deep", 9),
)
