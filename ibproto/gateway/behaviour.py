"""The switches of the simulated gateway: where real ones differ from each other, or from day to day.

    SimulatedGateway(behaviour=Behaviour(next_id_first=True, farms="on_demand"))

Handlers read them as `world.behaviour`; a test may set an attribute while the gateway runs, under `gateway.control()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .data.entitlement import DELAYED_INSTEAD, NOT_SUBSCRIBED
from .farms import PRESETS
from .zones import zone

EARLY = ("refuse", "drop", "close")
OVER_RATE = ("allow", "reject", "queue")
MARKET_DATA = ("live", "delayed", "none", "competing")
WSH_ERRORS = range(10276, 10284)


class Behaviour:
    """How this gateway behaves; each default is what most clients meet. Times are virtual seconds.

    Handshake
      host_zone: the label of the gateway's own time zone, free text as hosts have it ("British Summer Time",
        "中国标准时间"); None is New York's "EST" or "EDT". host_encoding: the code page it is sent in ("utf-8", "gbk",
        "cp1252"). host_utc_offset: hours from UTC of the time that is told with it; None is New York.
    Beginning of a session
      next_id_first: nextValidId before managedAccounts. farms: which notices of data farms come, a name of
        `farms.PRESETS`. farms_first: these notices come before the accounts and the next id. bootstrap_delay: from
        startApi to the first message. accounts_delay: managedAccounts comes so much later than the rest.
      trailing_comma: the list of accounts ends with a comma. download_open_orders: working orders of the client id
        are sent without a request.
      early_requests: what becomes of requests before nextValidId: "refuse" (error 321), "drop" or "close" (the
        connection).
      client_id_linger: how long a client id stays taken after its client is gone (326). max_clients: more are refused.
      max_waiting: connections without a session; one more, and the oldest is closed. start_time: real seconds from
        connecting to startApi, message_time: from the beginning of a message to its end; who takes longer is closed.
      read_only: the setting "Read-Only API": requests about orders give 321.
      message_rate: requests a second that a client may send. over_rate: what becomes of more: "allow", "reject"
        (a warning on the way, error 100; a client that connected with +PACEAPI is slowed down instead) or "queue"
        (slowed down). rate_violations: the error 100 with which the connection ends.
    Market data
      market_data: what the account may see: "live", "delayed" (live data is refused, delayed data comes with 10167 to
        who asks for it by reqMarketDataType), "none" (that is refused too) or "competing" (another session has it,
        10197). market_data_of: symbol -> the same, for some. not_subscribed: the code for live data that is refused,
        354, 10089, 10168 or 10186, or 10090 or 10091, with which what needs no subscription comes.
      data_delay: how late delayed data is. delayed_notice: the code that comes with it, 10167, 10089, 10090 or 10091.
        delayed_wait: from that notice to the first delayed tick.
      params_first: tickReqParams before marketDataType, not behind it.
      market_data_lines, depth_limit, tick_by_tick_limit: of one client at a time (101, 309, 10190).
      snapshot_pause: between two regulatory snapshots of a client, which cost money (322).
      tick_by_tick_pause: between two requests of a client for the same instrument, 15 in TWS (10190); 0 allows all.
      snapshot_time: until a snapshot ends; up to 11.
    History
      history_steps: which bars may span how long: "lax", or "strict" as IB's table has it for all bars (162); those of
        less than a minute are limited always. history_pacing: whether asking too often for bars of up to 30 seconds, or
        for real-time bars, is refused (162, 420). history_violations: the one with which the connection ends.
      history_limit: simultaneous requests of a client (322).
      history_zone: the zone in which bars tell their times, a setting of TWS; None is that of the instrument.
      short_history_end: historicalDataEnd comes without its end, as some send it in text form.
      broad_pause: how long the answer to a second vague description of options is held, 60 in TWS, more each time; 0
        answers at once.
    Orders
      foreign_orders: who may change and cancel orders of other clients: "seen" (who was told of them, as recorded) or
        "admin" (client 0 only, as documented).
      duplicate_status: each status is told twice. execution_delay: how late executions and their commissions are told,
        after the order is told as filled. burst: new orders of a client in one second; of more nothing is told, as
        paper servers drop them; 0 for any number. empty_end: whether reqExecutions without a result has an end.
      fractional_shares: whether stocks may be traded in fractions (10243).
      margin_check: orders whose initial margin is more than the equity are rejected (201). short_sales: whether stocks
        may be sold short (201). order_limit: active orders of an account on one side of a contract (201).
      first_status: of new orders: "PreSubmitted", "Submitted" (of those that wait for nothing), "PendingSubmit", or ""
        to tell nothing before they work. closed_cancel: when cancels take effect while the exchange is closed: "now" or
        "at open".
      pending_cancel: a cancel is told as the status PendingCancel before it is one. old_cancel_errors: a cancel that is
        not possible gets 161 or 135, as once, instead of 10148 or 10147. early_change: whether an order may be changed
        before it has arrived at the exchange (50 ms); if not, 2102.
      preset_tif: the time in force that a preset gives to orders without one (10349); "" for none.
      closed_exchange: what becomes of orders while their exchange is closed: "wait" (399) or "reject" (201).
      refuse_fok: FOK orders become Inactive, as recorded on paper accounts. price_cap: limits more than 20 % through
        the market are cancelled (202); those of IOC orders always are, without 202.
      hard_to_borrow: symbols whose short sales wait (404, whyHeld "locate") until `world.trading.locate()`.
      not_permitted: security types that the account may not trade (460). cross_side_notice: 2137 for an order that
        closes more than the position.
    Accounts
      account_ready: the value AccountReady; False is what is told while the servers are reset. summary_limit:
        simultaneous summaries of a client (322).
    Reference data
      search_pause: between two searches for symbols of a client; one that comes earlier gets no answer.
      error_texts: error code -> text to send instead of the own one, as with another language.
      white_branding_id: the answer to reqUserInfo; None is silence. family_codes: account -> code.
      display_groups: how many there are; 0 for a gateway without windows.
      advisor_error: the code for advisor requests without an advisor account, 321 or 344.
      wsh_error: the code (10276 to 10283) that every Wall Street Horizon request gets; None for data. wsh_delay: from
        the request to the answer. scanner_limit: simultaneous subscriptions of a client (322). scanner_interval:
        between two results of one. scanner_notice: scans begin with the notice 492.
    """

    def __init__(
        self,
        *,
        host_zone: str | None = None,
        host_encoding: str = "utf-8",
        host_utc_offset: float | None = None,
        next_id_first: bool = False,
        farms: str = "ok",
        farms_first: bool = False,
        bootstrap_delay: float = 0.0,
        accounts_delay: float = 0.0,
        trailing_comma: bool = False,
        download_open_orders: bool = True,
        early_requests: str = "refuse",
        client_id_linger: float = 0.0,
        max_clients: int = 32,
        max_waiting: int = 128,
        start_time: float = 10.0,
        message_time: float = 30.0,
        read_only: bool = False,
        message_rate: int = 50,
        over_rate: str = "allow",
        rate_violations: int = 3,
        market_data: str = "live",
        market_data_of: Mapping[str, str] | None = None,
        not_subscribed: int = 354,
        data_delay: float = 900.0,
        delayed_notice: int = 10167,
        delayed_wait: float = 0.3,
        params_first: bool = False,
        market_data_lines: int = 100,
        depth_limit: int = 3,
        tick_by_tick_limit: int = 3,
        tick_by_tick_pause: float = 0.0,
        snapshot_pause: float = 1.0,
        snapshot_time: float = 0.3,
        foreign_orders: str = "seen",
        duplicate_status: bool = False,
        execution_delay: float = 0.0,
        burst: int = 0,
        empty_end: bool = True,
        fractional_shares: bool = False,
        margin_check: bool = True,
        short_sales: bool = True,
        order_limit: int = 20,
        first_status: str = "PreSubmitted",
        closed_cancel: str = "now",
        pending_cancel: bool = False,
        old_cancel_errors: bool = False,
        early_change: bool = True,
        preset_tif: str = "",
        closed_exchange: str = "wait",
        refuse_fok: bool = False,
        price_cap: bool = False,
        hard_to_borrow: Sequence[str] = (),
        not_permitted: Sequence[str] = (),
        cross_side_notice: bool = False,
        account_ready: bool = True,
        summary_limit: int = 2,
        search_pause: float = 1.0,
        error_texts: Mapping[int, str] | None = None,
        history_steps: str = "lax",
        history_pacing: bool = False,
        history_violations: int = 20,
        history_limit: int = 50,
        history_zone: str | None = None,
        short_history_end: bool = False,
        broad_pause: float = 0.0,
        white_branding_id: str | None = "",
        family_codes: Mapping[str, str] | None = None,
        display_groups: int = 7,
        advisor_error: int = 321,
        wsh_error: int | None = None,
        wsh_delay: float = 0.0,
        scanner_limit: int = 10,
        scanner_interval: float = 30.0,
        scanner_notice: bool = False,
    ) -> None:
        _one_of("farms", farms, list(PRESETS))
        _one_of("early_requests", early_requests, EARLY)
        _one_of("over_rate", over_rate, OVER_RATE)
        _one_of("history_steps", history_steps, ("lax", "strict"))
        for held in (market_data, *(market_data_of or {}).values()):
            _one_of("market_data", held, MARKET_DATA)
        _one_of("foreign_orders", foreign_orders, ("seen", "admin"))
        _one_of("not_subscribed", not_subscribed, list(NOT_SUBSCRIBED))
        _one_of("first_status", first_status, ("PreSubmitted", "Submitted", "PendingSubmit", ""))
        _one_of("closed_cancel", closed_cancel, ("now", "at open"))
        _one_of("preset_tif", preset_tif, ("", "DAY", "GTC", "IOC"))
        _one_of("closed_exchange", closed_exchange, ("wait", "reject"))
        _one_of("delayed_notice", delayed_notice, list(DELAYED_INSTEAD))
        if history_zone is not None and zone(history_zone) is None:
            raise ValueError(f"history_zone={history_zone!r} is no zone; use one such as 'US/Eastern'")
        _one_of("advisor_error", advisor_error, (321, 344))
        if wsh_error is not None:
            _one_of("wsh_error", wsh_error, WSH_ERRORS)
        (host_zone or "").encode(host_encoding)  # fails here rather than when a client connects
        self.host_zone = host_zone
        self.host_encoding = host_encoding
        self.host_utc_offset = host_utc_offset
        self.next_id_first = next_id_first
        self.farms = farms
        self.farms_first = farms_first
        self.bootstrap_delay = bootstrap_delay
        self.accounts_delay = accounts_delay
        self.trailing_comma = trailing_comma
        self.download_open_orders = download_open_orders
        self.early_requests = early_requests
        self.client_id_linger = client_id_linger
        self.max_clients = max_clients
        self.max_waiting = max_waiting
        self.start_time = start_time
        self.message_time = message_time
        self.read_only = read_only
        self.message_rate = message_rate
        self.over_rate = over_rate
        self.rate_violations = rate_violations
        self.market_data = market_data
        self.market_data_of = dict(market_data_of or {})
        self.not_subscribed = not_subscribed
        self.data_delay = data_delay
        self.delayed_notice = delayed_notice
        self.delayed_wait = delayed_wait
        self.params_first = params_first
        self.market_data_lines = market_data_lines
        self.depth_limit = depth_limit
        self.tick_by_tick_limit = tick_by_tick_limit
        self.tick_by_tick_pause = tick_by_tick_pause
        self.snapshot_pause = snapshot_pause
        self.snapshot_time = snapshot_time
        self.foreign_orders = foreign_orders
        self.duplicate_status = duplicate_status
        self.execution_delay = execution_delay
        self.burst = burst
        self.empty_end = empty_end
        self.fractional_shares = fractional_shares
        self.margin_check = margin_check
        self.short_sales = short_sales
        self.order_limit = order_limit
        self.first_status = first_status
        self.closed_cancel = closed_cancel
        self.pending_cancel = pending_cancel
        self.old_cancel_errors = old_cancel_errors
        self.early_change = early_change
        self.preset_tif = preset_tif
        self.closed_exchange = closed_exchange
        self.refuse_fok = refuse_fok
        self.price_cap = price_cap
        self.hard_to_borrow = tuple(hard_to_borrow)
        self.not_permitted = tuple(not_permitted)
        self.cross_side_notice = cross_side_notice
        self.account_ready = account_ready
        self.summary_limit = summary_limit
        self.search_pause = search_pause
        self.error_texts = dict(error_texts or {})
        self.history_steps = history_steps
        self.history_pacing = history_pacing
        self.history_violations = history_violations
        self.history_limit = history_limit
        self.history_zone = history_zone
        self.short_history_end = short_history_end
        self.broad_pause = broad_pause
        self.white_branding_id = white_branding_id
        self.family_codes = dict(family_codes or {})
        self.display_groups = display_groups
        self.advisor_error = advisor_error
        self.wsh_error = wsh_error
        self.wsh_delay = wsh_delay
        self.scanner_limit = scanner_limit
        self.scanner_interval = scanner_interval
        self.scanner_notice = scanner_notice


def _one_of(name: str, value: object, known: Sequence[object]) -> None:
    if value not in known:
        raise ValueError(f"{name}={value!r} is not simulated; use one of {', '.join(map(repr, known))}")
