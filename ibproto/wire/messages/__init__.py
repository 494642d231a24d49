"""The message table: everything that is known about the wire, by subject, and two indexes over it."""

from __future__ import annotations

from ibproto.wire.schema import Message

from . import account, contracts, history, market_data, news, orders, scanner, session

MESSAGES: tuple[Message, ...] = tuple(
    message
    for subject in (session, market_data, orders, account, contracts, history, news, scanner)
    for message in subject.MESSAGES
)

ANSWERS: dict[int, Message] = {message.number: message for message in MESSAGES if message.incoming}
REQUESTS: dict[int, Message] = {message.number: message for message in MESSAGES if not message.incoming}

ANSWER_BY_NAME: dict[str, Message] = {message.name: message for message in ANSWERS.values()}
REQUEST_BY_NAME: dict[str, Message] = {message.name: message for message in REQUESTS.values()}
REQUEST_BY_RAW: dict[str, Message] = {message.raw: message for message in REQUESTS.values() if message.raw}
