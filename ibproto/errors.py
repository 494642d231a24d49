"""The errors that the client itself reports with `EWrapper.error`: code and text.

Where a code belongs to one request, the request was not sent: the text that follows says which argument is wrong.
What the codes of the server mean is in `ibproto.error_codes`.
"""

from __future__ import annotations


class CodeMsgPair:
    """A code and its text: `errorCode` and `errorMsg`, or `code()` and `msg()`."""

    def __init__(self, code: int, msg: str) -> None:
        self.errorCode = code
        self.errorMsg = msg

    def code(self) -> int:
        """The number that `error` gets as errorCode."""
        return self.errorCode

    def msg(self) -> str:
        """The text that `error` gets, in front of what is special to the case."""
        return self.errorMsg

    def __repr__(self) -> str:
        return f"CodeMsgPair({self.errorCode}, {self.errorMsg!r})"


def _not_sent(code: int) -> CodeMsgPair:
    return CodeMsgPair(code, "The request was not sent.")  # a report begins with the name of the method


ALREADY_CONNECTED = CodeMsgPair(501, "Already connected: call disconnect() before you connect again.")
CONNECT_FAIL = CodeMsgPair(
    502,
    "Cannot connect to TWS or IB Gateway: check that it runs and is logged in, that its API settings allow socket"
    " clients, and that host and port are the ones shown there.",
)
UPDATE_TWS = CodeMsgPair(503, "The server is too old for this: update TWS or IB Gateway, or leave it out.")
NOT_CONNECTED = CodeMsgPair(504, "Not connected: call connect() and wait for nextValidId before you send requests.")
UNKNOWN_ID = CodeMsgPair(505, "A message of an unknown type was skipped: update this library if you need it.")
BAD_LENGTH = CodeMsgPair(
    507,
    "The length of a message is out of bounds, so nothing after it can be read: check that the port is that of the TWS"
    " API, and connect again.",
)
BAD_MESSAGE = CodeMsgPair(508, "A message that could not be decoded was skipped; please report it.")
FAIL_CREATE_SOCK = CodeMsgPair(520, "No socket could be made: look for connections and files that are never closed.")
INVALID_SYMBOL = CodeMsgPair(579, "A text has a character that cannot be sent: use printable ASCII.")
FA_PROFILE_NOT_SUPPORTED = CodeMsgPair(585, "Allocation profiles are no longer supported: use groups (faDataType 1).")
ERROR_ENCODING_PROTOBUF = CodeMsgPair(588, "The protobuf message could not be made, so nothing was sent.")

FAIL_SEND_REQMKT = _not_sent(510)  # reqMktData or exerciseOptions
FAIL_SEND_CANMKT = _not_sent(511)
FAIL_SEND_ORDER = _not_sent(512)
FAIL_SEND_ACCT = _not_sent(513)
FAIL_SEND_EXEC = _not_sent(514)
FAIL_SEND_CORDER = _not_sent(515)  # cancelOrder, reqNewsBulletins, cancelNewsBulletins or reqIds
FAIL_SEND_OORDER = _not_sent(516)  # reqOpenOrders, reqAutoOpenOrders, reqAllOpenOrders or reqManagedAccts
FAIL_SEND_REQCONTRACT = _not_sent(518)
FAIL_SEND_REQMKTDEPTH = _not_sent(519)
FAIL_SEND_SERVER_LOG_LEVEL = _not_sent(521)
FAIL_SEND_FA_REQUEST = _not_sent(522)
FAIL_SEND_FA_REPLACE = _not_sent(523)
FAIL_SEND_REQSCANNER = _not_sent(524)
FAIL_SEND_CANSCANNER = _not_sent(525)
FAIL_SEND_REQSCANNERPARAMETERS = _not_sent(526)
FAIL_SEND_REQHISTDATA = _not_sent(527)
FAIL_SEND_CANHISTDATA = _not_sent(528)
FAIL_SEND_REQRTBARS = _not_sent(529)
FAIL_SEND_CANRTBARS = _not_sent(530)
FAIL_SEND_REQCURRTIME = _not_sent(531)
FAIL_SEND_REQCALCIMPLIEDVOLAT = _not_sent(534)
FAIL_SEND_REQCALCOPTIONPRICE = _not_sent(535)
FAIL_SEND_CANCALCIMPLIEDVOLAT = _not_sent(536)
FAIL_SEND_CANCALCOPTIONPRICE = _not_sent(537)
FAIL_SEND_REQGLOBALCANCEL = _not_sent(538)
FAIL_SEND_REQMARKETDATATYPE = _not_sent(539)
FAIL_SEND_REQPOSITIONS = _not_sent(540)
FAIL_SEND_CANPOSITIONS = _not_sent(541)
FAIL_SEND_REQACCOUNTDATA = _not_sent(542)
FAIL_SEND_CANACCOUNTDATA = _not_sent(543)
FAIL_SEND_VERIFYREQUEST = _not_sent(544)
FAIL_SEND_VERIFYMESSAGE = _not_sent(545)
FAIL_SEND_QUERYDISPLAYGROUPS = _not_sent(546)
FAIL_SEND_SUBSCRIBETOGROUPEVENTS = _not_sent(547)
FAIL_SEND_UPDATEDISPLAYGROUP = _not_sent(548)
FAIL_SEND_UNSUBSCRIBEFROMGROUPEVENTS = _not_sent(549)
FAIL_SEND_STARTAPI = _not_sent(550)
FAIL_SEND_VERIFYANDAUTHREQUEST = _not_sent(551)
FAIL_SEND_VERIFYANDAUTHMESSAGE = _not_sent(552)
FAIL_SEND_REQPOSITIONSMULTI = _not_sent(553)
FAIL_SEND_CANPOSITIONSMULTI = _not_sent(554)
FAIL_SEND_REQACCOUNTUPDATESMULTI = _not_sent(555)
FAIL_SEND_CANACCOUNTUPDATESMULTI = _not_sent(556)
FAIL_SEND_REQSECDEFOPTPARAMS = _not_sent(557)
FAIL_SEND_REQSOFTDOLLARTIERS = _not_sent(558)
FAIL_SEND_REQFAMILYCODES = _not_sent(559)
FAIL_SEND_REQMATCHINGSYMBOLS = _not_sent(560)
FAIL_SEND_REQMKTDEPTHEXCHANGES = _not_sent(561)
FAIL_SEND_REQSMARTCOMPONENTS = _not_sent(562)
FAIL_SEND_REQNEWSPROVIDERS = _not_sent(563)
FAIL_SEND_REQNEWSARTICLE = _not_sent(564)
FAIL_SEND_REQHISTORICALNEWS = _not_sent(565)
FAIL_SEND_REQHEADTIMESTAMP = _not_sent(566)
FAIL_SEND_REQHISTOGRAMDATA = _not_sent(567)
FAIL_SEND_CANCELHISTOGRAMDATA = _not_sent(568)
FAIL_SEND_CANCELHEADTIMESTAMP = _not_sent(569)
FAIL_SEND_REQMARKETRULE = _not_sent(570)
FAIL_SEND_REQPNL = _not_sent(571)
FAIL_SEND_CANCELPNL = _not_sent(572)
FAIL_SEND_REQPNLSINGLE = _not_sent(573)
FAIL_SEND_CANCELPNLSINGLE = _not_sent(574)
FAIL_SEND_REQHISTORICALTICKS = _not_sent(575)
FAIL_SEND_REQTICKBYTICKDATA = _not_sent(576)
FAIL_SEND_CANCELTICKBYTICKDATA = _not_sent(577)
FAIL_SEND_REQCOMPLETEDORDERS = _not_sent(578)
FAIL_SEND_REQ_WSH_META_DATA = _not_sent(580)
FAIL_SEND_CAN_WSH_META_DATA = _not_sent(581)
FAIL_SEND_REQ_WSH_EVENT_DATA = _not_sent(582)
FAIL_SEND_CAN_WSH_EVENT_DATA = _not_sent(583)
FAIL_SEND_REQ_USER_INFO = _not_sent(584)
FAIL_SEND_REQCURRTIMEINMILLIS = _not_sent(587)
FAIL_SEND_CANMKTDEPTH = _not_sent(589)
FAIL_SEND_CANCEL_CONTRACT_DATA = _not_sent(590)
FAIL_SEND_CANCEL_HISTORICAL_TICKS = _not_sent(591)
FAIL_SEND_REQCONFIG = _not_sent(592)
FAIL_SEND_UPDATECONFIG = _not_sent(593)

# of older releases, never reported but for the first two: by the requests that are gone
FAIL_SEND_REQFUNDDATA = _not_sent(532)
FAIL_SEND_CANFUNDDATA = _not_sent(533)
UNSUPPORTED_VERSION = CodeMsgPair(506, "The version of the server is not supported: update TWS or IB Gateway.")
SOCKET_EXCEPTION = CodeMsgPair(509, "The socket failed: connect again.")
