"""Which form of an older release an override has."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from ibproto.porting.history import DECIMAL_WORDS, FORMS, Form
from ibproto.porting.program import CALLBACKS, Program
from ibproto.porting.source import Function, last_name

CODE = re.compile(r"code|err(or)?_?(no|num|id)", re.I)
"""What the name of a parameter for the code of an error looks like."""


def parameters(method: Function) -> list[ast.arg]:
    """The positional parameters, the object itself left out; of a static method, all."""
    found = [*method.args.posonlyargs, *method.args.args]
    return found if any(last_name(item) == "staticmethod" for item in method.decorator_list) else found[1:]


def form_of(name: str, method: Function) -> Form | None:
    """The older form that an override has; names tell before numbers do."""
    now = CALLBACKS[name]
    own = [arg.arg for arg in parameters(method)]
    least, many = len(own) - len(method.args.defaults), bool(method.args.vararg)
    for form in FORMS.get(name, ()):
        if own == form.params.split():
            return form
    if name == "error" and len(own) >= 3:
        if not any(CODE.search(param) for param in own[1:3]):
            fits = len(own) == len(now) and not many
            return None if fits else _by_count(name, own, least, many)
        if CODE.search(own[1]) and not CODE.search(own[2]):
            return FORMS[name][1 if len(own) > 3 else 0]
        return None  # the time stands before the code
    return _by_count(name, own, least, many)


def _by_count(name: str, own: list[str], least: int, many: bool) -> Form | None:
    if many or least <= len(CALLBACKS[name]) <= len(own):
        return None
    return next((form for form in FORMS.get(name, ()) if least <= len(form.params.split()) <= len(own)), None)


@lru_cache(maxsize=1)  # asked again and again for one program after the other
def is_before_decimal(program: Program) -> bool:
    """Whether a program is from before quantities were Decimal, by its overrides and its words."""
    if program.words & DECIMAL_WORDS:
        return False
    forms = [form_of(name, method) for _, name, method in program.overrides() if name in FORMS]
    return any(form is not None and form.until.startswith("9.") for form in forms)
