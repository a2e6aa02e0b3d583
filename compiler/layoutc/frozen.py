"""Frozen dataclasses, made in a fraction of the time that the standard library takes: those with `slots=True`, which are compared
by their fields, and those with `eq=False`, each of which is only itself and can hold what it found out (`cached_property`).

Some hundred are made at every start, and some hundred thousand things of them. The standard library compiles six functions for each.
Here only `__init__` is compiled, which alone must be fast, and only once for all classes of as many fields. What `fields` and `asdict`
ask for is made when they ask. That nothing sets a field later the type checker sees to, for refusing it costs more than half of all
making; in Python's development mode (`python -X dev`) the classes are the standard library's, which refuse it too.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from dataclasses import dataclass as standard
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING or sys.flags.dev_mode:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(written: type | None = None, /, **asked: bool) -> Any:
        """What is asked for in any other way is left to the standard library. No `__post_init__`, `InitVar` or `ClassVar` here."""
        if asked == {"frozen": True, "slots": True}:
            return _made
        return _made_alone if asked == {"frozen": True, "eq": False} else standard(written, **asked)


_Any = TypeVar("_Any")


def replace(thing: _Any, **changes: Any) -> _Any:
    """As that of the standard library, which needs to know much more of the fields than their names."""
    made: Any = type(thing)
    return made(**{name: getattr(thing, name) for name in made.__match_args__} | changes)  # type: ignore[no-any-return]


_Declared = Mapping[str, Any]  # by name: the default, a `field()`, or MISSING


def _made(written: type) -> type:
    return _once_more(written, (), compared=True)


def _made_alone(written: type) -> type:
    return _once_more(written, ("__dict__", "__weakref__"), compared=False)


def _once_more(written: type, further: tuple[str, ...], *, compared: bool) -> type:
    """The class again, for slots can't be added to one."""
    declared: dict[str, Any] = {}
    for base in written.__mro__[:0:-1]:
        declared |= vars(base).get("__declared__", {})
    own = written.__annotations__
    declared |= {name: vars(written).get(name, MISSING) for name in own}
    generated: dict[str, Any] = {
        "__declared__": declared,
        "__dataclass_fields__": _Fields(),
        "__match_args__": (*declared,),
        "__slots__": (*own, *further),
        "__qualname__": written.__qualname__,
        "__repr__": _repr,
        "__reduce__": _reduce,
    }
    if compared:
        names = [name for name, value in declared.items() if not isinstance(value, Field) or value.compare]
        generated |= _comparing(names)
    left_out = {*own, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(written).items() if name not in left_out}
    made: Any = type(written)(written.__name__, written.__bases__, generated | content)
    made.__init__ = _init(made, declared)
    return made  # type: ignore[no-any-return]


def _init(made: type, declared: _Declared) -> Callable[..., None]:
    used: dict[str, Any] = {"MISSING": MISSING}
    defaults: list[Any] = []
    factories: list[int] = []
    for number, (name, value) in enumerate(declared.items()):
        field: Any = value if isinstance(value, Field) else None
        default, factory = (field.default, field.default_factory) if field else (value, MISSING)
        if factory is not MISSING:
            factories.append(number)
            used[f"make{number}"] = factory
        elif default is MISSING and defaults:
            raise TypeError(f"{name} has no default, and fields before it have one")
        if factory is not MISSING or default is not MISSING:
            defaults.append(default)
    code, names = _code(len(declared), tuple(factories)), {f"f{number}": name for number, name in enumerate(declared)}
    own = code.replace(co_varnames=("self", *declared), co_names=tuple(names.get(name, name) for name in code.co_names))
    init = FunctionType(own, used, "__init__", tuple(defaults))
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


@cache
def _code(fields: int, factories: tuple[int, ...]) -> CodeType:
    """For so many fields; compiled once and not for each class, which only names them otherwise."""
    values = [
        f"make{each}() if a{each} is MISSING else a{each}" if each in factories else f"a{each}"
        for each in range(fields)
    ]
    statements = "; ".join(["pass", *(f"self.f{each} = {value}" for each, value in enumerate(values))])
    names: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *(f'a{each}' for each in range(fields))])}): {statements}", names)
    code: CodeType = names["__init__"].__code__
    return code


def _comparing(names: list[str]) -> dict[str, Callable[..., Any]]:
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def eq(self: Any, other: Any) -> Any:
        return values(self) == values(other) if self.__class__ is other.__class__ else NotImplemented

    return {"__eq__": eq, "__hash__": lambda self: hash(values(self))}


def _repr(self: Any) -> str:
    shown = [name for name, value in self.__declared__.items() if not isinstance(value, Field) or value.repr]
    return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    """For `copy` and `pickle`, which else would set field by field."""
    return self.__class__, tuple(getattr(self, name) for name in self.__declared__)


class _Fields:
    """On a class, until somebody asks for its fields: then they are as the standard library makes them."""

    def __get__(self, _: Any, made: Any) -> dict[str, Field[Any]]:
        content = {name: value for name, value in made.__declared__.items() if value is not MISSING}
        annotations: dict[str, Any] = {}
        for base in reversed(made.__mro__):
            if "__declared__" in vars(base):
                annotations |= base.__annotations__
        like: Any = type(made.__name__, (), {**content, "__annotations__": annotations, "__doc__": made.__doc__})
        made.__dataclass_fields__ = standard(init=False, repr=False, eq=False)(like).__dataclass_fields__
        found: dict[str, Field[Any]] = made.__dataclass_fields__
        return found
