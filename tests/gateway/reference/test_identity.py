"""Who the client is: accounts, families, user, verification; and the time."""

from __future__ import annotations

from .conftest import Asker, Start, join


def test_plain_accounts_have_an_empty_family_code(bot: Asker) -> None:
    [(name, (codes,))] = bot.ask("reqFamilyCodes")
    assert (name, [(c.accountID, c.familyCodeStr) for c in codes]) == ("familyCodes", [("DU1234567", "")])


def test_family_codes_are_a_switch(start: Start) -> None:
    bot = join(start(("DU1", "DU2"), family_codes={"DU1": "F1"}))
    [(_, (codes,))] = bot.ask("reqFamilyCodes")
    assert [(c.accountID, c.familyCodeStr) for c in codes] == [("DU1", "F1"), ("DU2", "")]


def test_there_are_no_soft_dollar_tiers(bot: Asker) -> None:
    assert bot.ask("reqSoftDollarTiers", 3) == [("softDollarTiers", (3, []))]


def test_the_user_has_no_white_branding(bot: Asker) -> None:
    assert bot.ask("reqUserInfo", 4) == [("userInfo", (4, ""))]


def test_the_white_branding_is_a_switch(start: Start) -> None:
    assert join(start(white_branding_id="XYZ")).ask("reqUserInfo", 4) == [("userInfo", (4, "XYZ"))]


def test_the_user_info_may_be_silent(start: Start) -> None:
    assert join(start(white_branding_id=None)).ask("reqUserInfo", 4) == []


def test_no_program_is_registered_for_verification(start: Start) -> None:
    bot = join(start())
    bot.extraAuth = True
    [(name, args)] = bot.ask("verifyRequest", "my bot", "1.0")
    assert (name, args[0]) == ("verifyCompleted", False) and "my bot 1.0" in args[1]
    assert bot.ask("verifyMessage", "x")[0][0] == "verifyCompleted"
    assert bot.ask("verifyAndAuthRequest", "my bot", "1.0", "key")[0][0] == "verifyAndAuthCompleted"
    assert bot.ask("verifyAndAuthMessage", "x", "y")[0][0] == "verifyAndAuthCompleted"


def test_the_time_is_that_of_the_clock(bot: Asker) -> None:
    bot.after(1.25)
    assert bot.ask("reqCurrentTime") == [("currentTime", (1768402801,))]
    if bot.serverVersion() >= 197:
        assert bot.ask("reqCurrentTimeInMillis") == [("currentTimeInMillis", (1768402801250,))]


def test_ids_and_accounts(bot: Asker) -> None:
    assert bot.ask("reqIds", 99) == [("nextValidId", (1,))]
    assert bot.ask("reqManagedAccts") == [("managedAccounts", ("DU1234567",))]


def test_only_a_wrong_log_level_is_answered(bot: Asker) -> None:
    assert bot.ask("setServerLogLevel", 5) == []
    assert bot.codes("setServerLogLevel", 0) == [(-1, 319)]
