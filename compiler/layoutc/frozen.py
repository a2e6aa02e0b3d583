"""`@dataclass(frozen=True, slots=True)`, made in a seventh of the time that the standard library takes.

Some hundred are made at every start. The standard library compiles six functions for each; here only `__init__` is compiled, for
it alone must be fast. What `fields`, `replace` and `asdict` ask for is made when they ask.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from dataclasses import dataclass as standard
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # to them it is no other
    from dataclasses import dataclass as dataclass
else:

    def dataclass(written: type | None = None, /, **asked: bool) -> Any:
        """What is asked for in any other way is left to the standard library. No `__post_init__`, `InitVar` or `ClassVar` here."""
        return _made if asked == {"frozen": True, "slots": True} else standard(written, **asked)


_Declared = Mapping[str, Any]  # by name: the default, a `field()`, or MISSING


def _made(written: type) -> type:
    """The class once more, for slots can't be added to one."""
    declared: dict[str, Any] = {}
    for base in written.__mro__[:0:-1]:
        declared |= vars(base).get("__declared__", {})
    own = written.__annotations__
    declared |= {name: vars(written).get(name, MISSING) for name in own}
    generated: dict[str, Any] = {
        "__declared__": declared,
        "__dataclass_fields__": _Fields(),
        "__match_args__": (*declared,),
        "__slots__": (*own,),
        "__qualname__": written.__qualname__,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__repr__": _repr,
        "__reduce__": _reduce,
        **_comparing([name for name, value in declared.items() if not isinstance(value, Field) or value.compare]),
    }
    left_out = {*own, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(written).items() if name not in left_out}
    made: Any = type(written)(written.__name__, written.__bases__, generated | content)
    made.__init__ = _init(made, declared)
    return made  # type: ignore[no-any-return]


def _init(made: type, declared: _Declared) -> Callable[..., None]:
    """Sets each field through its slot, which `__setattr__` doesn't guard."""
    names: dict[str, Any] = {"MISSING": MISSING}
    parameters, statements = ["self"], ["pass"]
    for name, value in declared.items():
        field: Any = value if isinstance(value, Field) else None
        default, factory, given = (field.default, field.default_factory, name) if field else (value, MISSING, name)
        if factory is not MISSING:
            default, given = MISSING, f"make_{name}() if {name} is MISSING else {name}"
        names |= {f"set_{name}": getattr(made, name).__set__, f"make_{name}": factory, f"default_{name}": default}
        optional = default is not MISSING or factory is not MISSING
        parameters.append(f"{name}=default_{name}" if optional else name)
        statements.append(f"set_{name}(self, {given})")
    exec(f"def __init__({', '.join(parameters)}): {'; '.join(statements)}", names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _comparing(names: list[str]) -> dict[str, Callable[..., Any]]:
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def eq(self: Any, other: Any) -> Any:
        return values(self) == values(other) if self.__class__ is other.__class__ else NotImplemented

    return {"__eq__": eq, "__hash__": lambda self: hash(values(self))}


def _refuse(_: Any, name: str, *__: Any) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


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
