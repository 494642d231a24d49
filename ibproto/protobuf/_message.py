"""The base of all message classes, and how a class is made from its schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from ibproto.protobuf._containers import Repeated, RepeatedComposite, RepeatedScalar, ScalarMap, checked
from ibproto.protobuf._text import format_message
from ibproto.wire import protobuf as codec
from ibproto.wire.proto_schema import FieldSchema, MessageSchema
from ibproto.wire.proto_schema import message as schema_of

M = TypeVar("M", bound="Message")


class Descriptor:
    """What a message class tells of itself: name, full_name, and fields, each with name, number, type and label."""

    __slots__ = ("name", "full_name", "fields")

    def __init__(self, schema: MessageSchema) -> None:
        self.name = schema.name
        self.full_name = f"protobuf.{schema.name}"
        self.fields: tuple[FieldSchema, ...] = schema.fields

    def __repr__(self) -> str:
        return f"<descriptor of {self.full_name}>"


class Message:
    """A protobuf message, used like one of Google's protobuf package.

    Fields are attributes. One that is not set reads as 0, 0.0, False or "", as an empty message, list or map;
    HasField() tells whether it is set. A value of a wrong type or out of range is refused when it is assigned.
    A submessage is not assigned but changed in place, or given to the constructor as a message or a dict; repeated
    fields and maps likewise, as lists and dicts. Messages compare by their fields and are not hashable.
    """

    # A submessage, list or map that was read before it was set waits in _waiting, with _parent pointing back here; its
    # first change makes it one of the set _values.
    __slots__ = ("_values", "_waiting", "_parent", "_field", "__weakref__")
    DESCRIPTOR: ClassVar[Descriptor]
    _schema: ClassVar[MessageSchema]

    def __init__(self, /, **fields: Any) -> None:
        self._values: dict[str, Any] = {}
        self._waiting: dict[str, Any] = {}
        self._parent: Message | None = None
        self._field: FieldSchema | None = None
        for name, value in fields.items():
            field = self._field_named(name)
            if value is not None:
                self._initialize(field, value)

    # ------------------------------------------------------------ presence

    def HasField(self, field_name: str) -> bool:
        """Whether a field, or any field of a oneof, is set. ValueError for lists, maps and unknown names."""
        return any(self._present(field) for field in self._fields_named(field_name))

    def ClearField(self, field_name: str) -> None:
        """Makes a field, or whatever field of a oneof is set, unset. ValueError for unknown names."""
        for field in self._fields_named(field_name):
            self._forget(field.name)
        self._touch()

    def Clear(self) -> None:
        """Makes all fields unset."""
        for child in self._waiting.values():
            child._parent = None
        self._values = {}
        self._waiting = {}
        self._touch()

    def WhichOneof(self, oneof_group: str) -> str | None:
        """The name of the field of a oneof that is set, or None. ValueError for unknown names."""
        if oneof_group in self._schema.by_name:
            raise ValueError(f"{self._schema.name}.{oneof_group} is a field and not a oneof")
        return next((field.name for field in self._fields_named(oneof_group) if self._present(field)), None)

    def ListFields(self) -> list[tuple[FieldSchema, Any]]:
        """The set fields and their values, in ascending order of field numbers; empty lists and maps are not set."""
        values = self._values
        pairs = [(field, values[field.name]) for field in self._schema.fields if field.name in values]
        return [(field, value) for field, value in pairs if field.has_presence or value]

    def SetInParent(self) -> None:
        """Makes this submessage set in the message that it was read from, even if it is empty."""
        self._touch()

    def IsInitialized(self) -> bool:
        """True: there are no required fields."""
        return True

    # ------------------------------------------------------------ bytes

    def SerializeToString(self, deterministic: bool | None = None) -> bytes:
        """The message as bytes, always the same ones for the same fields, whatever deterministic says."""
        return codec.serialize(self._schema, self._plain())

    SerializePartialToString = SerializeToString

    def ByteSize(self) -> int:
        """The number of bytes of SerializeToString()."""
        return len(self.SerializeToString())

    def ParseFromString(self, serialized: bytes | bytearray | memoryview) -> int:
        """Replaces all fields by those in the bytes; returns the number of bytes. DecodeError, a ValueError, when they
        are not a message: nothing is changed then."""
        parsed = self.FromString(serialized)
        self.Clear()
        self._values = parsed._values
        return len(serialized)

    def MergeFromString(self, serialized: bytes | bytearray | memoryview) -> int:
        """Like ParseFromString, but keeps the fields that the bytes do not set, and appends to lists."""
        self.MergeFrom(self.FromString(serialized))
        return len(serialized)

    @classmethod
    def FromString(cls: type[M], s: bytes | bytearray | memoryview) -> M:
        """A new message from bytes; DecodeError, a ValueError, when they are not one."""
        if not isinstance(s, (bytes, bytearray, memoryview)):
            raise TypeError(f"{cls.__name__}: bytes expected, got {type(s).__name__}")
        return cls._from_plain(codec.parse(cls._schema, bytes(s)))

    # ------------------------------------------------------------ copies

    def MergeFrom(self: M, other: M) -> None:
        """Sets the fields that are set in other; merges submessages and maps, appends to lists."""
        self._require_same_class(other)
        self._touch()
        for name, value in list(other._values.items()):
            if isinstance(value, (Message, Repeated, ScalarMap)):
                getattr(self, name).MergeFrom(value)
            elif name == codec.UNKNOWN:
                self._values[name] = self._values.get(name, bytearray()) + value
            else:
                self._put(self._schema.by_name[name], value)

    def CopyFrom(self: M, other: M) -> None:
        """Makes this message equal to other."""
        self._require_same_class(other)
        if other is not self:
            self.Clear()
            self.MergeFrom(other)

    def _require_same_class(self, other: object) -> None:
        if not isinstance(other, type(self)):
            raise TypeError(f"a {type(self).__name__} expected, got a {type(other).__name__}")

    def _copy(self: M) -> M:
        copy = type(self)()
        copy.MergeFrom(self)
        return copy

    def __copy__(self: M) -> M:
        return self._copy()

    def __deepcopy__(self: M, memo: dict[int, Any]) -> M:
        return self._copy()

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.SerializeToString())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message) or type(other) is not type(self):
            return NotImplemented
        return self._plain() == other._plain()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return format_message(self)

    # ------------------------------------------------------------ inside

    def _fields_named(self, name: str) -> list[FieldSchema]:
        """The field of this name, or the fields of a oneof of this name (that of an optional field f is _f)."""
        if not isinstance(name, str):
            raise ValueError(f"{self._schema.name}: the name of a field expected, got {name!r:.80}")
        fields = [field for field in self._schema.fields if name and name == field.oneof]
        if not fields and name[:1] == "_" and self._field_named(name[1:]).label == "optional":
            return [self._field_named(name[1:])]
        return fields or [self._field_named(name)]

    def _field_named(self, name: str) -> FieldSchema:
        field = self._schema.by_name.get(name)
        if field is None:
            message_name = self._schema.name
            raise ValueError(f"{message_name} has no field named {name!r}; {message_name}.DESCRIPTOR.fields lists them")
        return field

    def _present(self, field: FieldSchema) -> bool:
        if not field.has_presence:
            raise ValueError(f"{self._schema.name}.{field.name} is never set or unset; see whether it is empty")
        return field.name in self._values

    def _initialize(self, field: FieldSchema, value: Any) -> None:
        name = field.name
        if field.label == "map":
            getattr(self, name).update(value)
        elif field.label == "repeated":
            if field.is_message:
                element = message_class(field.type)
                value = [element(**item) if isinstance(item, Mapping) else item for item in value]
            getattr(self, name).extend(value)
        elif field.is_message:
            child = getattr(self, name)
            child.MergeFrom(type(child)(**value) if isinstance(value, Mapping) else value)
        else:
            setattr(self, name, value)

    def _put(self, field: FieldSchema, value: Any) -> None:
        """Makes a field set."""
        if field.oneof:
            for other in self._schema.fields:
                if other.oneof == field.oneof and other is not field:
                    self._forget(other.name)
        self._values[field.name] = value
        self._touch()

    def _forget(self, name: str) -> None:
        self._values.pop(name, None)
        child = self._waiting.pop(name, None)
        if child is not None:
            child._parent = None

    def _touch(self) -> None:
        if self._parent is not None:
            self._parent._adopt(self)

    def _adopt(self, child: Any) -> None:
        """Makes a waiting submessage, list or map one of the set values."""
        child._parent = None
        del self._waiting[child._field.name]
        self._put(child._field, child)

    def _plain(self) -> dict[str, Any]:
        """The fields as the codec knows them: plain dicts, lists and values. Not to be changed."""
        plain = self._values.copy()
        for name, value in self._values.items():
            if isinstance(value, Message):
                plain[name] = value._plain()
            elif isinstance(value, (Repeated, ScalarMap)):
                if value:
                    plain[name] = value._plain()
                else:
                    del plain[name]
        return plain

    @classmethod
    def _from_plain(cls: type[M], values: dict[str, Any]) -> M:
        """The message of a dict that the codec made; the dict becomes part of it."""
        message = cls()
        message._values = values
        for name, value in values.items():
            if isinstance(value, (dict, list)):
                values[name] = _compound_from(cls._schema.by_name[name], value)
        return message


def _restore(message_class: type[M], data: bytes) -> M:
    return message_class.FromString(data)


def _compound_from(field: FieldSchema, value: Any) -> Any:
    if field.label in ("", "optional"):
        return message_class(field.type)._from_plain(value)
    container = _compound(field, None)
    if field.label == "map":
        dict.update(container, value)
        return container
    if field.is_message:
        element = message_class(field.type)
        value = [element._from_plain(item) for item in value]
    container._items = value
    return container


def _compound(field: FieldSchema, parent: Message | None) -> Any:
    """An empty submessage, list or map for a field."""
    if field.label == "map":
        return ScalarMap(field, parent)
    if field.label == "repeated":
        if field.is_message:
            return RepeatedComposite(field, message_class(field.type), parent)
        return RepeatedScalar[Any](field, parent)
    child = message_class(field.type)()
    child._field = field
    child._parent = parent
    return child


def _scalar_property(message_name: str, field: FieldSchema) -> property:
    name = field.name
    zero = codec.ZEROS[field.type]
    where = f"{message_name}.{name}"

    def read(self: Message) -> Any:
        return self._values.get(name, zero)

    def write(self: Message, value: Any) -> None:
        self._put(field, checked(where, field.type, value))

    return property(read, write)


def _compound_property(message_name: str, field: FieldSchema) -> property:
    name = field.name
    instead = "CopyFrom() on it" if field.label in ("", "optional") else "its methods, or del and extend() or update()"

    def read(self: Message) -> Any:
        value = self._values.get(name)
        if value is None:
            value = self._waiting.get(name)
            if value is None:
                value = self._waiting[name] = _compound(field, self)
        return value

    def write(self: Message, value: Any) -> None:
        raise AttributeError(f"{message_name}.{name} cannot be assigned: use {instead}")

    return property(read, write)


_classes: dict[str, type[Message]] = {}


def message_class(name: str) -> type[Message]:
    """The class of a message, made on first use."""
    made = _classes.get(name)
    if made is None:
        schema = schema_of(name)
        body: dict[str, Any] = {
            "__slots__": (),
            "__module__": __name__.rpartition(".")[0],
            "__doc__": f"The protobuf message {name}.\n\n" + "\n".join(map(_describe, schema.fields)),
            "DESCRIPTOR": Descriptor(schema),
            "_schema": schema,
        }
        for field in schema.fields:
            compound = field.label in ("repeated", "map") or field.is_message
            body[field.name] = (_compound_property if compound else _scalar_property)(name, field)
            body[f"{field.name.upper()}_FIELD_NUMBER"] = field.number
        made = _classes.setdefault(name, type(name, (Message,), body))
    return made


def _describe(field: FieldSchema) -> str:
    kind = {"repeated": f"list of {field.type}", "map": "map of strings"}.get(field.label, field.type)
    return f"{field.number} {field.name}: {kind}"
