import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from layoutc.emit import models_base
from layoutc.emit.naming import attribute, checked_value, distinct, file_name, pascal, type_name

from .sample import TYPES

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True) | st.sampled_from(
    ["class", "class_", "copy", "copy_", "list", "model_x", "model_", "con", "nul", "lpt1", "import"]
)


def test_everything_that_a_model_has_is_kept_free() -> None:
    held = {name for name in dir(models_base.WireModel) if name[0] != "_"} | set(keyword.kwlist) | set(dir(BaseModel))
    lower = {name for name in held if name[0] != "_" and name.islower()}
    assert "copy" in lower
    assert [name for name in sorted(lower) if attribute(name) == name] == []


@pytest.mark.parametrize(("name", "spelled"), [("class", "class_"), ("model_x", "model_x_"), ("income", "income")])
def test_attribute(name: str, spelled: str) -> None:
    assert attribute(name) == spelled


@given(st.sets(NAMES))
def test_escaping_keeps_names_apart(names: set[str]) -> None:
    for spell in (attribute, file_name):
        spelled = {spell(name) for name in names}
        assert len(spelled) == len(names)
        assert not any(keyword.iskeyword(name) for name in spelled)


@given(st.sets(NAMES))
def test_distinct_names_are_distinct(names: set[str]) -> None:
    spelled = distinct(sorted(names), pascal, "Code_{}".format, taken={"A"})
    assert len({*spelled.values(), "A"}) == len(names) + 1


def test_type_names_are_apart() -> None:
    assert len({pascal(type_name(kind)) for kind in TYPES}) == len(TYPES)


@pytest.mark.parametrize("value", ["a", "", "1\n", "1 = 2", "１"])
def test_a_code_value_that_cannot_be_a_name_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="code list"):
        checked_value(value)
