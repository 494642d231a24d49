"""What a repeated field and a map field of a message give: a list and a dict that check what is put into them.

Each one knows the message it was read from as long as it is not one of its set values (see Message).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableSequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ibproto.wire.proto_schema import FieldSchema
from ibproto.wire.protobuf import CHECKS

if TYPE_CHECKING:
    from ibproto.protobuf._message import Message

T = TypeVar("T")
M = TypeVar("M", bound="Message")


def checked(where: str, type: str, value: Any) -> Any:
    """The value as a field of this type holds it; the error when it cannot names the field."""
    try:
        return CHECKS[type](value)
    except (TypeError, ValueError, OverflowError) as error:
        kind = next(kind for kind in (TypeError, OverflowError, ValueError) if isinstance(error, kind))
        raise kind(f"{where}: {error}") from None


class Repeated(MutableSequence[T]):
    """A repeated field: a list with the checks of its field."""

    __slots__ = ("_items", "_parent", "_field")

    def __init__(self, field: FieldSchema, parent: Message | None = None) -> None:
        self._items: list[T] = []
        self._parent = parent
        self._field = field

    def _convert(self, value: Any) -> T:
        raise NotImplementedError

    def _plain(self) -> list[Any]:
        return self._items

    def _touch(self) -> None:
        if self._parent is not None:
            self._parent._adopt(self)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self._items[index]

    def __setitem__(self, index: int | slice, value: Any) -> None:
        if isinstance(index, slice):
            self._items[index] = [self._convert(item) for item in value]
        else:
            self._items[index] = self._convert(value)
        self._touch()

    def __delitem__(self, index: int | slice) -> None:
        del self._items[index]
        self._touch()

    def insert(self, index: int, value: T) -> None:
        self._items.insert(index, self._convert(value))
        self._touch()

    def append(self, value: T) -> None:
        self._items.append(self._convert(value))
        self._touch()

    def extend(self, values: Iterable[T]) -> None:
        """Appends all values, or none when one of them is not of the right type."""
        if not hasattr(values, "__iter__"):
            raise TypeError(f"{self._field.name}: an iterable of values expected, got {values!r:.80}")
        self._items.extend([self._convert(value) for value in values])
        self._touch()

    MergeFrom = extend

    def clear(self) -> None:
        if self._items:
            self._items.clear()
            self._touch()

    def reverse(self) -> None:
        self._items.reverse()

    def sort(self, *, key: Callable[[T], Any] | None = None, reverse: bool = False) -> None:
        self._items.sort(key=key, reverse=reverse)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Repeated):
            return bool(self._items == other._items)
        return self._items == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (self._items,)  # copied and pickled as a plain list


class RepeatedScalar(Repeated[T]):
    """A repeated field of numbers or texts."""

    __slots__ = ()

    def _convert(self, value: Any) -> T:
        item: T = checked(self._field.name, self._field.type, value)
        return item


class RepeatedComposite(Repeated[M]):
    """A repeated field of messages. What is put in is copied; its elements are changed in place, not assigned."""

    __slots__ = ("_class",)

    def __init__(self, field: FieldSchema, message_class: type[M], parent: Message | None = None) -> None:
        super().__init__(field, parent)
        self._class = message_class

    def _convert(self, value: Any) -> M:
        if not isinstance(value, self._class):
            raise TypeError(f"{self._field.name}: a {self._class.__name__} expected, got a {type(value).__name__}")
        return value._copy()

    def _plain(self) -> list[Any]:
        return [item._plain() for item in self._items]

    def add(self, **fields: Any) -> M:
        """Appends a new message, made with these keyword arguments, and returns it."""
        item = self._class(**fields)
        self._items.append(item)
        self._touch()
        return item

    def __setitem__(self, index: int | slice, value: Any) -> None:
        raise TypeError(f"{self._field.name}: elements cannot be assigned: use CopyFrom() on one, or del and insert()")


class ScalarMap(dict[str, str]):
    """A map field: a dict of texts. As with Google's, reading a missing key by [] puts '' there; get() does not."""

    __slots__ = ("_parent", "_field")

    def __init__(self, field: FieldSchema, parent: Message | None = None) -> None:
        super().__init__()
        self._parent = parent
        self._field = field

    def _text(self, value: Any) -> str:
        text: str = checked(self._field.name, "string", value)
        return text

    def _plain(self) -> dict[str, str]:
        return self

    def _touch(self) -> None:
        if self._parent is not None:
            self._parent._adopt(self)

    def __missing__(self, key: str) -> str:
        return self.setdefault(key)

    def __setitem__(self, key: str, value: str) -> None:
        super().__setitem__(self._text(key), self._text(value))
        self._touch()

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._touch()

    def update(self, *others: Any, **more: Any) -> None:
        """Takes over all entries of a mapping, or none when one of them is not of texts."""
        entries = dict(*others, **more)
        super().update({self._text(key): self._text(value) for key, value in entries.items()})
        self._touch()

    MergeFrom = update

    def __ior__(self, other: Any) -> ScalarMap:  # type: ignore[override,misc]
        self.update(other)
        return self

    def setdefault(self, key: str, default: str = "") -> str:
        key = self._text(key)
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: str, *default: Any) -> Any:
        value = super().pop(key, *default)
        self._touch()
        return value

    def popitem(self) -> tuple[str, str]:
        item = super().popitem()
        self._touch()
        return item

    def clear(self) -> None:
        super().clear()
        self._touch()

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self.copy(),)  # copied and pickled as a plain dict
