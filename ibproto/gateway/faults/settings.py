"""Faults that are settings of the gateway for a while: its switches, and the language of the machine it runs on."""

from __future__ import annotations

from typing import NamedTuple

from . import messages
from .stage import End, Stage, together


class Language(NamedTuple):
    """zone: the host's name for its time zone, in its code page. offset: hours from UTC. texts: of errors, by code."""

    zone: str
    encoding: str
    offset: int
    texts: dict[int, str]


LANGUAGES = {
    "zh": Language(
        "中国标准时间",
        "gbk",
        8,
        {
            100: "已超过每秒最大消息数",
            102: "重复的代码识别号",
            110: "价格不符合该合约的最小价格变动",
            162: "历史市场数据服务错误信息：没有数据",
            200: "没有找到该请求的证券定义",
            201: "定单被拒绝",
            202: "定单已取消 - 原因：",
            300: "找不到该代码识别号的EId",
            321: "验证请求时出错",
            326: "无法连接，因为该客户号已在使用中。请用唯一的客户号重试。",
            354: "未订阅所请求的市场数据",
            399: "定单信息：定单要等到开市才会被送到交易所",
            1100: "IB与TWS之间的连接已断开",
            1101: "IB与TWS之间的连接已恢复 - 数据已丢失",
            1102: "IB与TWS之间的连接已恢复 - 数据得以保留",
            2103: "市场数据农场连接中断",
            2104: "市场数据农场连接正常",
            2105: "历史数据农场连接中断",
            2106: "历史数据农场连接正常",
            2158: "证券定义数据农场连接正常",
            10147: "找不到要取消的定单",
        },
    ),
    "de": Language(
        "Mitteleuropäische Zeit",
        "cp1252",
        1,
        {
            100: "Die höchste Zahl von Nachrichten pro Sekunde wurde überschritten",
            102: "Doppelte Ticker-ID",
            110: "Der Preis entspricht nicht der kleinsten Preisänderung dieses Kontrakts",
            162: "Fehlermeldung des Dienstes für historische Daten: keine Daten",
            200: "Für die Anfrage wurde keine Wertpapierdefinition gefunden",
            201: "Order abgelehnt",
            202: "Order storniert - Grund:",
            300: "EId mit dieser Ticker-ID nicht gefunden",
            321: "Fehler bei der Prüfung der Anfrage",
            326: "Keine Verbindung möglich, da die Client-ID bereits benutzt wird. Versuchen Sie es mit einer anderen.",
            354: "Die angeforderten Marktdaten sind nicht abonniert",
            399: "Ordermeldung: Ihre Order wird erst an die Börse geleitet, wenn diese öffnet",
            1100: "Die Verbindung zwischen IB und TWS wurde unterbrochen",
            1101: "Die Verbindung zwischen IB und TWS ist wiederhergestellt - Daten verloren",
            1102: "Die Verbindung zwischen IB und TWS ist wiederhergestellt - Daten erhalten",
            2103: "Verbindung zur Marktdatenfarm unterbrochen",
            2104: "Verbindung zur Marktdatenfarm ist in Ordnung",
            2105: "Verbindung zur Farm für historische Daten unterbrochen",
            2106: "Verbindung zur Farm für historische Daten ist in Ordnung",
            2158: "Verbindung zur Farm für Wertpapierdefinitionen ist in Ordnung",
            10147: "Die zu stornierende Order wurde nicht gefunden",
        },
    ),
}


def localized_texts(stage: Stage, language: str) -> End:
    chosen, behaviour = LANGUAGES[language], stage.world.behaviour
    return together(
        stage.switch(
            behaviour,
            host_zone=chosen.zone,
            host_encoding=chosen.encoding,
            host_utc_offset=chosen.offset,
            error_texts={**chosen.texts, **behaviour.error_texts},
        ),
        messages.in_code_page(stage, chosen.encoding),
    )


def slow_bootstrap(stage: Stage, accounts: float, next_id: float) -> End:
    return stage.switch(stage.world.behaviour, accounts_delay=accounts, bootstrap_delay=next_id)


def nextid_first(stage: Stage) -> End:
    return stage.switch(stage.world.behaviour, next_id_first=True)


def no_farms(stage: Stage) -> End:
    return stage.switch(stage.world.farms, tells_at_start=False)


def delayed_only(stage: Stage, code: int) -> End:
    return stage.switch(stage.world.behaviour, market_data="delayed", not_subscribed=code)


def no_permission(stage: Stage, code: int) -> End:
    return stage.switch(stage.world.behaviour, market_data="none", not_subscribed=code)


def pacing_strict(stage: Stage, messages_per_second: int) -> End:
    return stage.switch(
        stage.world.behaviour,
        over_rate="reject",
        message_rate=messages_per_second,
        history_pacing=True,
        history_steps="strict",
        tick_by_tick_pause=15.0,
    )


def accounts_not_ready(stage: Stage) -> End:
    return stage.switch(stage.world.behaviour, account_ready=False)
