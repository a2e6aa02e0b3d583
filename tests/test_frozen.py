"""Frozen, slotted dataclasses: as the standard library's in everything that can be seen, whoever makes them."""

import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import asdict, astuple, field, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import ref

import pytest

from layoutc.frozen import dataclass, replace
from layoutc.source import Span
from tests.cli.running import DAY, process
from tests.projects import over_base


def _classes(make: Callable[..., Any]) -> SimpleNamespace:
    """The same classes, made by the one or the other."""

    @make(frozen=True, slots=True)
    class Empty:
        pass

    @make(frozen=True, slots=True)
    class Named:
        """What has a name."""

        name: str

        @property
        def loud(self) -> str:
            return self.name.upper()

    @make(frozen=True, slots=True)
    class Thing(Named):
        size: int = 1
        parts: list[str] = field(default_factory=list)
        where: str = field(default="here", compare=False)
        secret: str = field(default="", repr=False)

    @make(frozen=True, slots=True)
    class Own:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

        def __hash__(self) -> int:
            return 7

    return SimpleNamespace(Empty=Empty, Named=Named, Thing=Thing, Own=Own)


@pytest.fixture(params=[dataclasses.dataclass, dataclass], ids=["standard", "ours"])
def made(request: pytest.FixtureRequest) -> SimpleNamespace:
    return _classes(request.param)


def test_fields_are_given_by_place_or_by_name_and_have_their_defaults(made: SimpleNamespace) -> None:
    thing = made.Thing("a", size=2)
    assert (thing.name, thing.size, thing.parts, thing.where, thing.secret) == ("a", 2, [], "here", "")
    assert thing.loud == "A"


def test_what_a_factory_makes_is_made_for_each(made: SimpleNamespace) -> None:
    assert made.Thing("a").parts is not made.Thing("a").parts
    given = ["x"]
    assert made.Thing("a", parts=given).parts is given


@pytest.mark.parametrize(
    "call",
    [
        lambda made: made.Thing(),
        lambda made: made.Thing("a", name="b"),
        lambda made: made.Thing("a", unknown=1),
        lambda made: made.Empty(1),
    ],
)
def test_wrong_arguments_are_refused(made: SimpleNamespace, call: Callable[[SimpleNamespace], object]) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        call(made)


@pytest.mark.parametrize("make", [dataclasses.dataclass, dataclass], ids=["standard", "ours"])
def test_what_must_be_given_comes_first(make: Callable[..., Any]) -> None:
    class Wrong:
        size: int = 1
        name: str

    with pytest.raises(TypeError, match=r"name|default"):
        make(frozen=True, slots=True)(Wrong)


def test_a_thing_has_its_fields_and_nothing_else(made: SimpleNamespace) -> None:
    thing = made.Thing("a")
    with pytest.raises((AttributeError, TypeError)):
        thing.other = "b"
    assert not hasattr(thing, "__dict__")


def test_in_development_mode_nothing_can_be_set_or_deleted() -> None:
    """Otherwise the type checker sees to it."""
    refused = """
from dataclasses import FrozenInstanceError
from layoutc.source import SourceFile, Span

for thing, name in ((Span(1, 2), "start"), (SourceFile("a", ""), "text")):
    for change in (lambda: setattr(thing, name, 1), lambda: delattr(thing, name)):
        try:
            change()
        except FrozenInstanceError:
            print(name)
"""
    run = subprocess.run([sys.executable, "-X", "dev", "-c", refused], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["start", "start", "text", "text"]


def test_no_command_sets_a_field(tmp_path: Path) -> None:
    """Each twice, the second time with what the first one kept."""
    project, parcel = over_base(tmp_path / "project", {}), tmp_path / "parcel.zip"
    strict = {"PYTHONDEVMODE": "1", "LAYOUTC_CACHE_DIR": str(tmp_path / "kept")}
    commands: list[list[object]] = [
        ["check", *DAY],
        ["compile", *DAY],
        ["matrix", *DAY],
        ["fmt", "--check"],
        ["bundle", *DAY, "--out", parcel],
    ]
    for command in commands * 2:
        run = process(*command, "--project", project, **strict)
        _, said = run.communicate()
        assert run.returncode == 0, (command, said)


def test_things_of_one_class_with_the_same_fields_are_one(made: SimpleNamespace) -> None:
    assert made.Named("a") == made.Named("a") != made.Named("b")
    assert hash(made.Named("a")) == hash(made.Named("a"))
    assert made.Thing("a", where="here") == made.Thing("a", where="there")
    assert made.Thing("a", secret="x") != made.Thing("a", secret="y")
    assert made.Empty() == made.Empty()
    assert made.Named("a") != made.Own("a")
    assert made.Named("a") != "a"
    assert len({made.Empty(), made.Empty(), made.Named("a"), made.Named("a")}) == 2


def test_a_thing_of_what_has_no_hash_has_none(made: SimpleNamespace) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(made.Thing("a"))


def test_methods_of_the_class_itself_stay(made: SimpleNamespace) -> None:
    assert repr(made.Own("a")) == "<a>"
    assert hash(made.Own("a")) == 7


def test_the_text_of_a_thing_names_its_fields(made: SimpleNamespace) -> None:
    assert repr(made.Thing("a", 2)).endswith(".Thing(name='a', size=2, parts=[], where='here')")
    assert repr(made.Empty()).endswith(".Empty()")


def test_a_match_takes_fields_by_place(made: SimpleNamespace) -> None:
    match made.Thing("a", 3):
        case made.Thing(name, size):
            assert (name, size) == ("a", 3)
        case _:
            pytest.fail("not matched")


def test_the_tools_of_the_standard_library_work(made: SimpleNamespace) -> None:
    thing = made.Thing("a", 2)
    assert all(map(is_dataclass, (made.Thing, thing)))
    assert [each.name for each in fields(thing)] == ["name", "size", "parts", "where", "secret"]
    assert [each.name for each in fields(made.Named)] == ["name"]
    assert fields(made.Thing)[0].type is str
    assert fields(made.Empty) == ()
    assert dataclasses.replace(thing, name="b") == replace(thing, name="b") == made.Thing("b", 2)
    assert asdict(thing) == {"name": "a", "size": 2, "parts": [], "where": "here", "secret": ""}
    assert astuple(made.Named("a")) == ("a",)


def test_what_a_class_is_called_and_what_is_said_of_it_stays(made: SimpleNamespace) -> None:
    assert made.Named.__doc__ == "What has a name."
    assert made.Named.__module__ == __name__
    assert made.Named.__qualname__.endswith("_classes.<locals>.Named")


def test_things_can_be_copied(made: SimpleNamespace) -> None:
    thing = made.Thing("a", 2, ["x"])
    assert copy(thing) == deepcopy(thing) == thing
    assert deepcopy(thing).parts is not thing.parts


def test_things_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Span(1, 2))) == Span(1, 2)


@pytest.mark.parametrize("make", [dataclasses.dataclass, dataclass], ids=["standard", "ours"])
def test_things_that_are_only_themselves_are_not_compared_and_hold_what_they_found_out(
    make: Callable[..., Any],
) -> None:
    found: list[str] = []

    class File:
        path: str
        text: str = ""

        @cached_property
        def lines(self) -> list[str]:
            found.append(self.path)
            return self.text.split()

    made: Any = make(frozen=True, eq=False)(File)
    file = made("a", "b c")
    assert file.lines is file.lines
    assert found == ["a"]
    assert file != made("a", "b c")
    assert len({file, made("a", "b c"), file}) == 2
    assert replace(file, path="b").path == "b"
    assert repr(file).endswith(".File(path='a', text='b c')")
    assert ref(file)() is file


def test_what_is_neither_is_the_standard_librarys() -> None:
    @dataclass
    class Plain:
        name: str

    @dataclass(slots=True)
    class Slotted:
        name: str

    for each in (Plain("a"), Slotted("a")):
        each.name = "b"
        assert repr(each).endswith("(name='b')")
