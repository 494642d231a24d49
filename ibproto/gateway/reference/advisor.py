"""The data of a financial advisor: groups, profiles and aliases of the accounts, as XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from html import escape
from typing import NamedTuple
from xml.etree import ElementTree

GROUPS, PROFILES, ALIASES = 1, 2, 3
MERGED_VERSION = 177  # since then profiles are groups, and there are no others
ROOTS = {GROUPS: "ListOfGroups", PROFILES: "ListOfAllocationProfiles", ALIASES: "ListOfAccountAliases"}
PARTS = ("Account", "Allocation")
PROFILE_METHODS = {"1": "Percent", "2": "Ratio", "3": "ContractsOrShares"}
ADVISOR_PREFIXES = ("F", "DF")

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GROUP = '<Group><name>{}</name><defaultMethod>{}</defaultMethod><ListOfAccts varName="list">{}</ListOfAccts></Group>'
_PROFILE = (
    "<AllocationProfile><name>{}</name><type>{}</type>"
    '<ListOfAllocations varName="listOfAllocations">{}</ListOfAllocations></AllocationProfile>'
)
_METHODS = (("All_Equal", "Equal"), ("All_NetLiq", "NetLiq"), ("All_AvailableEquity", "AvailableEquity"))


class Group(NamedTuple):
    """Accounts among which orders are shared. method: how, unless the order says. amounts: of each account, None
    without one."""

    method: str
    amounts: dict[str, Decimal | None]


class Advisor:
    """What an advisor has set up for the accounts; at first groups of all of them."""

    def __init__(self, accounts: Sequence[str]) -> None:
        self.clients = [account for account in accounts if not account.startswith(ADVISOR_PREFIXES)]
        self.replaced: dict[int, str] = {}  # the data of a kind, where a client has replaced it

    def xml(self, kind: int, version: int) -> str:
        """The data of a kind, as a client of this server version reads it."""
        known = self.replaced.get(kind)
        return known if known is not None else _initial(kind, self.clients, version)

    def names(self) -> list[str]:
        """The names of all groups, and of the profiles."""
        return [name for kind in (GROUPS, PROFILES) for name, _ in self._sets(kind)]

    def group(self, name: str) -> Group | None:
        """The group, or the profile, with a name."""
        for kind in (GROUPS, PROFILES):
            for known, node in self._sets(kind):
                if known == name:
                    amounts = {account: _amount(part) for part in node.iter() for account in _account(part)}
                    kind_of_profile = PROFILE_METHODS.get(node.findtext("type") or "", "Percent")
                    return Group(node.findtext("defaultMethod") or kind_of_profile, amounts)
        return None

    def _sets(self, kind: int) -> Iterator[tuple[str, ElementTree.Element]]:
        root = ElementTree.fromstring(self.xml(kind, MERGED_VERSION).encode())
        for node in root.iter("Group" if kind == GROUPS else "AllocationProfile"):
            yield node.findtext("name") or "", node

    def replace(self, kind: int, text: str) -> str:
        """Take over the data of a kind; returns what is wrong with it, "" when it is taken."""
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as problem:
            return f"The XML cannot be read: {problem}"
        if root.tag != ROOTS[kind]:
            return f"The XML begins with {root.tag}; it should be {ROOTS[kind]}, as requestFA shows it"
        named = {(node.text or "").strip() for tag in ("acct", "account", "String") for node in root.iter(tag)}
        unknown = sorted(named - set(self.clients))
        if unknown:
            return f"There is no account {unknown[0]!r}; the accounts are {', '.join(self.clients)}"
        self.replaced[kind] = text
        return ""


def _account(node: ElementTree.Element) -> list[str]:
    """The account that a part of a group is about; parts are <Account>, <Allocation> or <String>."""
    name = node.text if node.tag == "String" else node.findtext("acct") if node.tag in PARTS else None
    return [name.strip()] if name else []


def _amount(node: ElementTree.Element) -> Decimal | None:
    try:
        return Decimal(node.findtext("amount") or "")
    except InvalidOperation:
        return None


def advisor_of(accounts: Sequence[str]) -> Advisor | None:
    """The advisor whose accounts these are; None when the first is no advisor's account (F..., DF...)."""
    return Advisor(accounts) if accounts[0].startswith(ADVISOR_PREFIXES) else None


def _initial(kind: int, accounts: Iterable[str], version: int) -> str:
    names = [escape(account) for account in accounts]
    if kind == ALIASES:
        body = "".join(f"<AccountAlias><account>{name}</account><alias>{name}</alias></AccountAlias>" for name in names)
    elif kind == PROFILES:
        share = f"{100 / max(1, len(names)):.2f}"
        parts = (f"<Allocation><acct>{name}</acct><amount>{share}</amount></Allocation>" for name in names)
        body = _PROFILE.format("All_Percent", 1, "".join(parts))
    else:
        entry = "<String>{}</String>" if version < MERGED_VERSION else "<Account><acct>{}</acct></Account>"
        members = "".join(entry.format(name) for name in names)
        body = "".join(_GROUP.format(name, method, members) for name, method in _METHODS)
    return f"{_HEAD}<{ROOTS[kind]}>{body}</{ROOTS[kind]}>\n"
