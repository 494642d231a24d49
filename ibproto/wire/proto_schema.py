"""Reads message schemas written in .proto notation, one message at a time, when it is first asked for.

The part of the notation that is understood: `optional`, `repeated` and plain fields, `map<string, string>`, `oneof`,
comments behind `//`. Message names are global: every message stands at the start of a line.
"""

from __future__ import annotations

SCALARS = frozenset(("int32", "int64", "bool", "double", "string", "bytes"))
MAX_FIELD_NUMBER = 2**29 - 1


class SchemaError(ValueError):
    """The .proto notation is broken, or a message is asked for that it does not contain."""


class FieldSchema:
    """One field: label is '' (plain), 'optional', 'repeated' or 'map' (string to string); type is a scalar's name or a
    message's; oneof is the name of the group of which only one field can be set, or ''."""

    __slots__ = ("number", "name", "type", "label", "oneof")

    def __init__(self, number: int, name: str, type: str, label: str = "", oneof: str = "") -> None:
        self.number = number
        self.name = name
        self.type = type
        self.label = label
        self.oneof = oneof

    @property
    def is_message(self) -> bool:
        return self.type not in SCALARS

    @property
    def has_presence(self) -> bool:
        """Whether an unset field can be told from one that holds a zero value."""
        return self.label == "optional" or bool(self.oneof) or (self.label == "" and self.is_message)

    def __repr__(self) -> str:
        kind = "map<string, string>" if self.label == "map" else f"{self.label} {self.type}".lstrip()
        return f"<{kind} {self.name} = {self.number}>"


class MessageSchema:
    """One message: its name and its fields, in ascending order of their numbers."""

    __slots__ = ("name", "fields", "by_name", "by_number")

    def __init__(self, name: str, fields: tuple[FieldSchema, ...]) -> None:
        self.name = name
        self.fields = tuple(sorted(fields, key=lambda field: field.number))
        self.by_name = {field.name: field for field in self.fields}
        self.by_number = {field.number: field for field in self.fields}
        if len(self.by_name) < len(fields) or len(self.by_number) < len(fields):
            raise SchemaError(f"message {name}: two fields have the same name or the same number")

    def __repr__(self) -> str:
        return f"<message {self.name}: {len(self.fields)} fields>"


def index(text: str) -> dict[str, str]:
    """Name of each message -> the text from its name to the next message, not looked into any further."""
    texts: dict[str, str] = {}
    for part in ("\n" + text).split("\nmessage ")[1:]:
        name = part.partition("{")[0].strip()
        if name in texts:
            raise SchemaError(f"message {name} is written twice")
        texts[name] = part
    return texts


def parse_message(text: str) -> MessageSchema:
    """Reads `Name { fields }`, with or without `message` before it; what follows the closing brace is ignored."""
    tokens = _tokens(text)
    if tokens[:1] == ["message"]:
        del tokens[0]
    tokens.reverse()
    name = _identifier(tokens, "a message name", "message")
    where = f"message {name}"
    _expect(tokens, "{", where)
    fields: list[FieldSchema] = []
    oneof = ""
    while True:
        token = _next(tokens, "a field or '}'", where)
        if token == "}":
            if not oneof:
                return MessageSchema(name, tuple(fields))
            oneof = ""
        elif token == "oneof":
            if oneof:
                raise SchemaError(f"{where}: oneof inside of oneof {oneof}")
            oneof = _identifier(tokens, "the name of the oneof", where)
            _expect(tokens, "{", where)
        else:
            fields.append(_field(token, tokens, where, oneof))


def _field(token: str, tokens: list[str], where: str, oneof: str) -> FieldSchema:
    label = ""
    if token in ("optional", "repeated"):
        if oneof:
            raise SchemaError(f"{where}: '{token}' is not allowed inside of oneof {oneof}")
        label = token
        token = _next(tokens, "a type", where)
    if token == "map":
        if label or oneof:
            raise SchemaError(f"{where}: a map can be neither optional nor repeated nor inside of a oneof")
        label, token = "map", "string"
        for part in ("<", "string", ",", "string", ">"):
            _expect(tokens, part, f"{where}: only map<string, string> is understood")
    elif not token.isidentifier():
        raise SchemaError(f"{where}: a type expected, found {token!r}")
    name = _identifier(tokens, "a field name", where)
    where = f"{where}, field {name}"
    _expect(tokens, "=", where)
    number = _next(tokens, "a field number", where)
    _expect(tokens, ";", where)
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= MAX_FIELD_NUMBER):
        raise SchemaError(f"{where}: the field number must be 1..{MAX_FIELD_NUMBER}, found {number!r}")
    return FieldSchema(int(number), name, token, label, oneof)


def _tokens(text: str) -> list[str]:
    if "//" in text:
        text = "\n".join(line.partition("//")[0] for line in text.split("\n"))
    for mark in "{}<>,=;":
        text = text.replace(mark, f" {mark} ")
    return text.split()


def _next(tokens: list[str], what: str, where: str) -> str:
    if not tokens:
        raise SchemaError(f"{where}: {what} expected, found the end of the text")
    return tokens.pop()


def _identifier(tokens: list[str], what: str, where: str) -> str:
    token = _next(tokens, what, where)
    if not (token.isascii() and token.isidentifier()):
        raise SchemaError(f"{where}: {what} expected, found {token!r}")
    return token


def _expect(tokens: list[str], token: str, where: str) -> None:
    found = _next(tokens, repr(token), where)
    if found != token:
        raise SchemaError(f"{where}: {token!r} expected, found {found!r}")


_texts: dict[str, str] = {}
_schemas: dict[str, MessageSchema] = {}


def _index() -> dict[str, str]:
    if not _texts:
        from ibproto.wire.messages.protos import PROTOS

        _texts.update(index(PROTOS))
    return _texts


def names() -> tuple[str, ...]:
    """The names of all messages, in the order in which they are written."""
    return tuple(_index())


def message(name: str) -> MessageSchema:
    """The schema of one message of the TWS API; SchemaError when there is none of this name."""
    schema = _schemas.get(name)
    if schema is None:
        text = _index().get(name)
        if text is None:
            raise SchemaError(f"there is no protobuf message named {name!r}")
        schema = _schemas[name] = parse_message(text)
    return schema
