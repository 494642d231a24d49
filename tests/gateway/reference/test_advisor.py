"""Advisor data."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from .conftest import Asker, Start, join

ACCOUNTS = ("DF100", "DU1", "DU2")
GROUPS, PROFILES, ALIASES = 1, 2, 3
ONE_GROUP = (
    "<ListOfGroups><Group><name>Half</name><ListOfAccts><Account><acct>DU1</acct></Account></ListOfAccts></Group>"
    "</ListOfGroups>"
)


@pytest.fixture
def advisor(start: Start) -> Asker:
    return join(start(ACCOUNTS))


def test_a_plain_account_has_no_advisor_data(bot: Asker) -> None:
    assert bot.codes("requestFA", GROUPS) == [(-1, 321)]
    reqId = 4 if bot.serverVersion() >= 157 else -1
    assert bot.codes("replaceFA", 4, GROUPS, ONE_GROUP) == [(reqId, 321)]


def test_the_code_for_plain_accounts_is_a_switch(start: Start) -> None:
    assert join(start(advisor_error=344)).codes("requestFA", GROUPS) == [(-1, 344)]


def test_groups_name_all_accounts_of_the_advisor(advisor: Asker) -> None:
    [(name, (kind, xml))] = advisor.ask("requestFA", GROUPS)
    assert (name, kind) == ("receiveFA", GROUPS)
    group = ElementTree.fromstring(xml).find("Group")
    assert group is not None and group.findtext("name") == "All_Equal"
    members = [node.text for node in group.iter("String" if advisor.serverVersion() < 177 else "acct")]
    assert members == ["DU1", "DU2"]


def test_aliases(advisor: Asker) -> None:
    [(_, (_, xml))] = advisor.ask("requestFA", ALIASES)
    assert [node.text for node in ElementTree.fromstring(xml).iter("account")] == ["DU1", "DU2"]


def test_profiles_are_groups_since_177(advisor: Asker) -> None:
    if advisor.serverVersion() < 177:
        [(_, (_, xml))] = advisor.ask("requestFA", PROFILES)
        assert [node.text for node in ElementTree.fromstring(xml).iter("acct")] == ["DU1", "DU2"]
    elif advisor.serverVersion() > 210:  # in between the client itself refuses
        assert advisor.codes("requestFA", PROFILES) == [(-1, 321)]


def test_data_is_replaced(advisor: Asker) -> None:
    [(name, (reqId, _))] = advisor.ask("replaceFA", 4, GROUPS, ONE_GROUP)
    assert (name, reqId) == ("replaceFAEnd", 4)
    assert advisor.ask("requestFA", GROUPS) == [("receiveFA", (GROUPS, ONE_GROUP))]


@pytest.mark.parametrize("xml", ["", "<Group>", "<ListOfOthers/>", ONE_GROUP.replace("DU1", "DU9")])
def test_data_that_does_not_fit_is_refused(advisor: Asker, xml: str) -> None:
    before = advisor.ask("requestFA", GROUPS)
    assert advisor.codes("replaceFA", 4, GROUPS, xml) == [(4, 321)]
    assert advisor.ask("requestFA", GROUPS) == before


def test_there_is_no_fourth_kind(advisor: Asker) -> None:
    assert advisor.codes("requestFA", 4) == [(-1, 321)]
