"""The base of all data objects: plain annotated classes whose attributes have defaults."""

from __future__ import annotations

from reprlib import recursive_repr

from .compat.names import attach
from .const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG

TYPE_CHECKING = False  # type checkers take it as true; importing it from typing would cost more than this module
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, ClassVar, TypeVar

    from typing_extensions import dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_options):
        return lambda cls: cls


_UNSET: dict[object, str] = {
    UNSET_INTEGER: "UNSET_INTEGER",
    UNSET_LONG: "UNSET_LONG",
    UNSET_DOUBLE: "UNSET_DOUBLE",
    UNSET_DECIMAL: "UNSET_DECIMAL",
}


class _Fresh:
    """Marks an attribute of which every object needs one of its own."""

    __slots__ = ("factory",)

    def __init__(self, factory: Callable[[], object]) -> None:
        self.factory = factory


def fresh(*, factory: Callable[[], T]) -> T:
    """The default of a mutable attribute: `comboLegs: list[ComboLeg] = fresh(factory=list)`."""
    return _Fresh(factory)  # type: ignore[return-value]


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(fresh,))
class Object:
    """Base of the data objects.

    A subclass lists its attributes, annotated and with their defaults, in its body. Each attribute can be given by
    keyword when an object is made: `Contract(symbol="AAPL", secType="STK")`; a name that the class does not have is a
    TypeError which names the nearest one. Any attribute may be set afterwards. Two objects are equal only when they
    are the same object. Objects can be copied and pickled; `vars(obj)` holds every attribute.
    """

    if TYPE_CHECKING:
        _defaults: ClassVar[dict[str, Any]]
        _fresh: ClassVar[tuple[tuple[str, Callable[[], object]], ...]]

    _defaults = {}  # attribute -> value in a fresh object, the bases' attributes first
    _fresh = ()  # the attributes of which each object needs its own, with what makes one

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        defaults: dict[str, Any] = {}
        factories: dict[str, Callable[[], object]] = {}
        for base in reversed(cls.__bases__):
            if issubclass(base, Object):
                defaults.update(base._defaults)
                factories.update(base._fresh)
        own = vars(cls)
        for name, annotation in cls.__annotations__.items():
            if name not in own or "ClassVar" in str(annotation):
                continue
            value = own[name]
            factories.pop(name, None)
            if type(value) is _Fresh:
                factories[name] = value.factory
                value = value.factory()
            delattr(cls, name)  # CPython is slower at an attribute that class and object both have
            defaults[name] = value
        cls._defaults = defaults
        cls._fresh = tuple(factories.items())
        attach(cls)

    def __init__(self, **attributes: Any) -> None:
        before = self.__dict__
        self.__dict__ = own = self._defaults.copy()
        for name, factory in self._fresh:
            own[name] = factory()
        if before:  # a subclass set attributes of its own before it called this
            own.update((name, value) for name, value in before.items() if name not in own)
        if attributes:
            if not attributes.keys() <= own.keys():
                raise TypeError(_unknown(type(self), attributes))
            own.update(attributes)

    @recursive_repr("...")
    def __repr__(self) -> str:
        """The class, and every attribute that differs from its default. Never raises."""
        shown = (
            f"{name}={_shown(value)}"
            for name, value in self.__dict__.items()
            if not _same(value, self._defaults.get(name, _Fresh))
        )
        return f"{type(self).__name__}({', '.join(shown)})"


def _same(value: object, default: object) -> bool:
    try:
        if isinstance(value, Object) and type(value) is type(default):
            return all(_same(v, value._defaults.get(k, _Fresh)) for k, v in vars(value).items())
        return value is default or bool(value == default)
    except Exception:  # an array, say, which has no single truth; or a circle of objects
        return False


def _shown(value: object) -> str:
    try:
        name = _UNSET.get(value)
    except Exception:  # not hashable
        name = None
    try:
        return name or repr(value)
    except Exception:
        return f"<{type(value).__name__} whose repr() fails>"


def _unknown(cls: type[Object], attributes: dict[str, Any]) -> str:
    from difflib import get_close_matches

    known = {name.lower(): name for name in cls._defaults}
    wrong = next(name for name in attributes if name not in cls._defaults)
    near = get_close_matches(wrong.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {known[near[0]]!r}?" if near else f"it has {', '.join(cls._defaults)}"
    return f"{cls.__name__} has no attribute {wrong!r}: {hint}"
