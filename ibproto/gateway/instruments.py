"""What can be traded: the instruments that the gateway knows, and their contract details."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from ibproto.contract import Contract, ContractDetails
from ibproto.tag_value import TagValue

from .clock import eastern

US_EXCHANGES = "SMART,AMEX,NYSE,CBOE,PHLX,ISE,CHX,ARCA,NASDAQ,DRCTEDGE,BEX,BATS,EDGEA,BYX,IEX,EDGX,PSX"
ORDER_TYPES = "ACTIVETIM,ADJUST,ALERT,ALLOC,AVGCOST,BASKET,COND,CONDORDER,DAY,GAT,GTC,GTD,HID,IOC,LMT,MKT,NONALGO"
SHOWN_DAYS = 5  # days of trading hours in the contract details


class Instrument:
    """One instrument: its contract as the answers show it, and what its market needs to know.

    price: where its price process starts. tick: the smallest price step. volatility: how lively the process is, in
    steps of the price per second.
    """

    def __init__(
        self,
        contract: Contract,
        long_name: str,
        price: float,
        *,
        tick: str = "0.01",
        volatility: float = 1.5,
        stock_type: str = "COMMON",
        industry: tuple[str, str, str] = ("", "", ""),
        isin: str = "",
        exchanges: str = US_EXCHANGES,
        time_zone: str = "US/Eastern",
        hours: tuple[str, str, str, str] = ("0400", "2000", "0930", "1600"),
        market_rule: int = 26,
    ) -> None:
        self.contract = contract
        self.long_name = long_name
        self.price = price
        self.tick = Decimal(tick)
        self.volatility = volatility
        self.stock_type = stock_type
        self.industry = industry
        self.isin = isin
        self.exchanges = exchanges
        self.time_zone = time_zone
        self.hours = hours  # trading from, to; liquid from, to
        self.market_rule = market_rule

    def shown(self, exchange: str = "") -> Contract:
        """The contract as answers show it, on an exchange."""
        own = self.contract
        return Contract(
            conId=own.conId,
            symbol=own.symbol,
            secType=own.secType,
            strike=0.0,
            exchange=exchange or "SMART",
            primaryExchange=own.primaryExchange,
            currency=own.currency,
            localSymbol=own.localSymbol or own.symbol,
            tradingClass=own.tradingClass,
        )

    def details(self, exchange: str, now: float) -> ContractDetails:
        """Everything that the contract details tell, at a time."""
        industry, category, subcategory = self.industry
        return ContractDetails(
            contract=self.shown(exchange),
            marketName=self.contract.tradingClass,
            minTick=float(self.tick),
            orderTypes=ORDER_TYPES,
            validExchanges=self.exchanges,
            priceMagnifier=1,
            longName=self.long_name,
            industry=industry,
            category=category,
            subcategory=subcategory,
            timeZoneId=self.time_zone,
            tradingHours=self._days(*self.hours[:2], now),
            liquidHours=self._days(*self.hours[2:], now),
            evMultiplier=0,
            aggGroup=1,
            marketRuleIds=",".join(str(self.market_rule) for _ in self.exchanges.split(",")),
            secIdList=[TagValue("ISIN", self.isin)] if self.isin else None,
            stockType=self.stock_type,
            minSize=Decimal("0.0001"),
            sizeIncrement=Decimal("0.0001"),
            suggestedSizeIncrement=Decimal(100),
        )

    def _days(self, opens: str, closes: str, now: float) -> str:
        days = []
        for number in range(SHOWN_DAYS):
            day = eastern(now) + timedelta(days=number)
            date = f"{day:%Y%m%d}"
            days.append(f"{date}:CLOSED" if day.weekday() > 4 else f"{date}:{opens}-{date}:{closes}")
        return ";".join(days)

    def matches(self, wanted: Contract) -> bool:
        """Whether this is (one of) what a request's contract describes."""
        own = self.contract
        if wanted.conId:
            return own.conId == wanted.conId and wanted.exchange in ("", *self.exchanges.split(","))
        if not wanted.symbol and not wanted.localSymbol and not wanted.secId:
            return False
        pairs = (
            (wanted.symbol, own.symbol),
            (wanted.secType, own.secType),
            (wanted.currency, own.currency),
            (wanted.localSymbol, own.localSymbol or own.symbol),
            (wanted.tradingClass, own.tradingClass),
            (wanted.primaryExchange, own.primaryExchange),
            (wanted.secId if wanted.secIdType == "ISIN" else "", self.isin),
        )
        if any(given and given.upper() != known for given, known in pairs):
            return False
        return wanted.exchange in ("", *self.exchanges.split(",")) or wanted.exchange == own.primaryExchange


def find(instruments: Iterable[Instrument], wanted: Contract) -> list[Instrument]:
    """All instruments that a contract describes."""
    return [instrument for instrument in instruments if instrument.matches(wanted)]


def _stock(con_id: int, symbol: str, primary: str, trading_class: str, currency: str = "USD") -> Contract:
    return Contract(
        conId=con_id,
        symbol=symbol,
        secType="STK",
        primaryExchange=primary,
        currency=currency,
        localSymbol=symbol,
        tradingClass=trading_class,
    )


def bundled() -> list[Instrument]:
    """The instruments of a fresh gateway. The conIds of US stocks are the real ones where they are public knowledge."""
    return [
        Instrument(
            _stock(265598, "AAPL", "NASDAQ", "NMS"),
            "APPLE INC",
            258.4,
            industry=("Technology", "Computers", "Computers"),
            isin="US0378331005",
        ),
        Instrument(
            _stock(272093, "MSFT", "NASDAQ", "NMS"),
            "MICROSOFT CORP",
            471.2,
            industry=("Technology", "Software", "Applications Software"),
            isin="US5949181045",
        ),
        Instrument(
            _stock(3691937, "AMZN", "NASDAQ", "NMS"),
            "AMAZON.COM INC",
            238.1,
            industry=("Communications", "Internet", "E-Commerce/Products"),
            isin="US0231351067",
        ),
        Instrument(
            _stock(76792991, "TSLA", "NASDAQ", "NMS"),
            "TESLA INC",
            441.6,
            volatility=4.0,
            industry=("Consumer, Cyclical", "Auto Manufacturers", "Auto-Cars/Light Trucks"),
            isin="US88160R1014",
        ),
        Instrument(
            _stock(8314, "IBM", "NYSE", "IBM"),
            "INTL BUSINESS MACHINES CORP",
            303.5,
            industry=("Technology", "Computers", "Computer Services"),
            isin="US4592001014",
        ),
        Instrument(
            _stock(756733, "SPY", "ARCA", "SPY"),
            "SS SPDR S&P 500 ETF TRUST-US",
            692.7,
            stock_type="ETF",
            isin="US78462F1030",
        ),
        # one symbol, two listings: a contract without currency and exchange is ambiguous
        Instrument(
            _stock(900000101, "SAP", "NYSE", "SAP"),
            "SAP SE-SPONSORED ADR",
            242.3,
            stock_type="ADR",
            industry=("Technology", "Software", "Enterprise Software/Serv"),
            isin="US8030542042",
        ),
        Instrument(
            _stock(900000102, "SAP", "IBIS", "XETRA", "EUR"),
            "SAP SE",
            208.4,
            tick="0.02",
            industry=("Technology", "Software", "Enterprise Software/Serv"),
            isin="DE0007164600",
            exchanges="SMART,IBIS,FWB,TGATE,EUDARK",
            time_zone="MET",
            hours=("0900", "1730", "0900", "1730"),
        ),
    ]
