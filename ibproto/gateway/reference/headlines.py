"""What the simulated news say: providers, headlines and the sentences of articles."""

from __future__ import annotations

PROVIDERS = {
    "BRFG": "Briefing.com General Market Columns",
    "BRFUPDN": "Briefing.com Analyst Actions",
    "DJNL": "Dow Jones Newsletters",
}

BROKERS = ("Harbor & Lane", "Northfield", "Castell Securities", "Ostwald", "Penrose Partners", "Kite Research")
RATINGS = ("Sell", "Underweight", "Hold", "Neutral", "Outperform", "Buy", "Strong Buy")

# provider -> headlines; {name} the company, {symbol}, {broker}, {old} and {new} a rating, {percent}, {number}
HEADLINES = {
    "BRFG": (
        "{name} trades {percent}% higher as buyers return to the sector",
        "{name} slips {percent}% in line with the broader market",
        "{symbol}: volume picks up, {number} thousand shares in the last half hour",
        "Looking ahead: {name} is on the calendar this week",
        "{name} announces the opening of {number} new sites",
    ),
    "BRFUPDN": (
        "{name} upgraded to {new} from {old} at {broker}",
        "{name} downgraded to {old} from {new} at {broker}",
        "{name} initiated with a {new} at {broker}",
        "{name} target raised by {percent}% at {broker}; {new}",
        "{name} reiterated {new} at {broker}",
    ),
    "DJNL": (
        "{name} Names a New Head of Operations",
        "{name} Extends Its Share Repurchase by ${number} Million",
        "{symbol}: What the Options Market Expects",
        "{name} Signs a Supply Agreement Over {number} Months",
        "Heard on the Floor: {name}",
    ),
}

SENTENCES = (
    "The company did not comment.",
    "Shares were active in the minutes after the report.",
    "Analysts at {broker} see the move as overdue.",
    "The rating of {broker} stays at {new}.",
    "Over the last {number} days the stock has kept pace with its peers.",
    "A change of {percent}% would bring it back to where the quarter began.",
    "This report is part of a simulation.",
)
