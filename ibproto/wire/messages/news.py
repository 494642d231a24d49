"""News, bulletins and Wall Street Horizon events."""

from __future__ import annotations

from ibproto.common import NewsProvider, WshEventData
from ibproto.wire.schema import Message, Repeat, TagText

from .shared import answer, request

MESSAGES: list[Message] = [
    # ------------------------------------------------------------------------------------------- answers
    answer(
        14,
        "updateNewsBulletin",
        "=1 msgId:int msgType:int newsMessage:str~ originExch:str~",
        calls="updateNewsBulletin(msgId, msgType, newsMessage, originExch)",
        proto="NewsBulletin",
        fields="newsMsgId->msgId newsMsgType->msgType originatingExch->originExch",
    ),
    answer(
        83,
        "newsArticle",
        "requestId:int articleType:int articleText:str",
        calls="newsArticle(requestId, articleType, articleText)",
        proto="NewsArticle",
        fields="reqId->requestId",
    ),
    answer(
        84,
        "tickNews",
        "tickerId:int timeStamp:long providerCode:str articleId:str headline:str extraData:str",
        calls="tickNews(tickerId, timeStamp, providerCode, articleId, headline, extraData)",
        proto="TickNews",
        fields="reqId->tickerId timestamp->timeStamp",
    ),
    answer(
        85,
        "newsProviders",
        Repeat("newsProviders", NewsProvider, "code:str name:str"),
        calls="newsProviders(newsProviders)",
        proto="NewsProviders",
    ),
    answer(
        86,
        "historicalNews",
        "requestId:int time:str providerCode:str articleId:str headline:str",
        calls="historicalNews(requestId, time, providerCode, articleId, headline)",
        proto="HistoricalNews",
        fields="reqId->requestId",
    ),
    answer(
        87,
        "historicalNewsEnd",
        "requestId:int hasMore:bool",
        calls="historicalNewsEnd(requestId, hasMore)",
        proto="HistoricalNewsEnd",
        fields="reqId->requestId",
    ),
    answer(104, "wshMetaData", "reqId:int dataJson:str", calls="wshMetaData(reqId, dataJson)", proto="WshMetaData"),
    answer(105, "wshEventData", "reqId:int dataJson:str", calls="wshEventData(reqId, dataJson)", proto="WshEventData"),
    # ------------------------------------------------------------------------------------------- requests
    request(
        12,
        "reqNewsBulletins",
        "allMsgs",
        "=1 allMsgs:bool",
        send="FAIL_SEND_CORDER",
        proto="NewsBulletinsRequest",
        proto_since=209,
        fields="allMessages->allMsgs",
    ),
    request(
        13,
        "cancelNewsBulletins",
        "",
        "=1",
        send="FAIL_SEND_CORDER",
        proto="CancelNewsBulletins",
        proto_since=209,
    ),
    request(
        84,
        "reqNewsArticle",
        "reqId providerCode articleId newsArticleOptions",
        ["reqId:int providerCode:str articleId:str", TagText("newsArticleOptions", "@128")],
        since=116,
        send="FAIL_SEND_REQNEWSARTICLE",
        proto="NewsArticleRequest",
        proto_since=209,
    ),
    request(
        85,
        "reqNewsProviders",
        "",
        "",
        since=115,
        send="FAIL_SEND_REQNEWSPROVIDERS",
        proto="NewsProvidersRequest",
        proto_since=209,
    ),
    request(
        86,
        "reqHistoricalNews",
        "reqId conId providerCodes startDateTime endDateTime totalResults historicalNewsOptions",
        [
            "reqId:int conId:int providerCodes:str startDateTime:str endDateTime:str totalResults:int",
            TagText("historicalNewsOptions", "@128"),
        ],
        since=117,
        send="FAIL_SEND_REQHISTORICALNEWS",
        proto="HistoricalNewsRequest",
        proto_since=209,
    ),
    request(
        100,
        "reqWshMetaData",
        "reqId",
        "reqId:int",
        since=161,
        send="FAIL_SEND_REQ_WSH_META_DATA",
        proto="WshMetaDataRequest",
        proto_since=209,
    ),
    request(
        101,
        "cancelWshMetaData",
        "reqId",
        "reqId:int",
        since=161,
        send="FAIL_SEND_CAN_WSH_META_DATA",
        proto="CancelWshMetaData",
        proto_since=209,
    ),
    request(
        102,
        "reqWshEventData",
        "reqId wshEventData",
        "reqId:int wshEventData.conId:int wshEventData.filter:str@171* wshEventData.fillWatchlist:bool@171*"
        " wshEventData.fillPortfolio:bool@171* wshEventData.fillCompetitors:bool@171* wshEventData.startDate:str@173*"
        " wshEventData.endDate:str@173* wshEventData.totalLimit:int@173*",
        objects={"wshEventData": WshEventData},
        since=161,
        send="FAIL_SEND_REQ_WSH_EVENT_DATA",
        proto="WshEventDataRequest",
        proto_since=209,
        fields="*->wshEventData",
    ),
    request(
        103,
        "cancelWshEventData",
        "reqId",
        "reqId:int",
        since=161,
        send="FAIL_SEND_CAN_WSH_EVENT_DATA",
        proto="CancelWshEventData",
        proto_since=209,
    ),
]
