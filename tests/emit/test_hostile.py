"""Labels, notes and codes may hold anything; none of it becomes code, and all of it arrives."""

import ast
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import CodeList, Kind, Procedure
from layoutc.catalog.types import Characters, Code, Flag
from layoutc.emit.registry import emit
from tests.trying import examples

from .conftest import Load
from .sample import HERE, area, catalog, codes, exposure, item, record, repeat

NASTY = [
    '"""\nimport os; os._exit(3)\n"""',
    '")\nraise SystemExit(3)\n#',
    "\\",
    "\\\"\\'",
    "'''",
    "{0}{x}%s${y}",
    "\u2028\u2029\x85\x0b\x0c\r",
    "\u202e\u2066\u200f",
    "\ud800x\udfff",
    "\x00\x7f\x1b[2J",
    "*/ --> ]]> </script>",
    "\\N{BULLET}\\u0041\\x41",
]


def hostile(text: str, *, code: bool = True) -> Catalog:
    """Every text of the catalog is this one; `code`: the codes too."""
    leaf = item("x", 1, Flag(), text, unit=text, basis=text, note=text)
    leaf = replace(leaf, code=f"TK{text}") if code else leaf
    coded = replace(item("y", 2, Code("list"), text, required=True))
    holder = replace(repeat("z", 3, 0, 2, item("x", 4, Characters("text", 3), text)), label=text, note=text)
    held = replace(record("r", leaf, coded, holder, label=text), note=text, basis=text)
    exposed = exposure("a", ("p",), ("q",), ("f",), ("r.x", "r.y", "r.z.x"))
    lists = replace(codes("list", V1=text), label=text, note=text, basis=text)
    lists = replace(lists, values=tuple(replace(value, note=text) for value in lists.values))
    whole = replace(area("a", held, exposures=(exposed,), label=text), law=text)
    made = catalog(replace(whole, code=text) if code else whole, lists=(lists,))
    kinds = {name: Kind(name, text, HERE) for name in made.kinds}
    procedures = {name: replace(each, label=text, law=text) for name, each in made.procedures.items()}
    return replace(made, kinds=kinds, procedures=procedures)


def skeleton(text: str) -> dict[str, str]:
    """Each Python file without the content of its string constants."""

    class Blank(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:
            return ast.Constant("") if isinstance(node.value, str) else node

    files = (each for each in emit(hostile(text), ["pydantic"]) if not each.path.endswith("_base.py"))
    return {each.path: ast.dump(Blank().visit(ast.parse(each.text))) for each in files}


PLAIN = skeleton("普通")


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(80))
@given(st.sampled_from(NASTY) | st.text(st.characters(), min_size=1, max_size=30))
def test_whatever_a_text_holds_the_code_is_the_same(text: str) -> None:
    assert skeleton(text) == PLAIN


@pytest.mark.parametrize("text", NASTY)
def test_the_texts_arrive_unharmed(text: str, load: Load) -> None:
    artifacts = emit(hostile(text))
    module = load(artifacts, "p.q")
    fields = module.AForF_R.model_fields
    assert fields["x"].title == fields["y"].title == text
    assert fields["x"].alias == f"TK{text}"
    assert fields["x"].description == f"単位: {text}\n根拠: {text}\n備考: {text}"
    assert module.List.V1.label == text
    (schema,) = [json.loads(each.text) for each in artifacts if each.path.endswith(".json")]
    held: Any = schema["$defs"]["AForF"]["properties"]["r"]["items"]["properties"]
    assert held[f"TK{text}"]["title"] == text
    assert text in schema["$defs"]["code.list"]["description"]


@pytest.mark.parametrize("text", NASTY)
def test_the_texts_arrive_in_an_inquiry_too(text: str) -> None:
    (artifact,) = emit(hostile(text), ["openapi"])
    document = json.loads(artifact.text)
    assert document["paths"]["/inquiries/f"]["post"]["summary"] == text
    assert document["components"]["schemas"]["information.f"]["enum"] == [text]
    assert document["components"]["schemas"]["code.list"]["x-enum-descriptions"] == [text]


@pytest.mark.parametrize("text", NASTY)
def test_the_texts_arrive_in_xml_as_texts(text: str) -> None:
    def documents(text: str) -> dict[str, ElementTree.Element]:
        made = hostile(text, code=False)
        return {each.path: ElementTree.fromstring(each.text) for each in emit(made, ["xsd"])}

    plain, nasty = documents("普通"), documents(text)
    assert plain.keys() == nasty.keys()
    arrived = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
    for path, root in plain.items():
        pairs = list(zip(root.iter(), nasty[path].iter(), strict=True))
        for before, after in pairs:
            assert (before.tag, before.attrib) == (after.tag, after.attrib)
            assert (before.text or "").replace("普通", arrived) == (after.text or "")
        assert any(arrived in (after.text or "") for _, after in pairs)


def test_a_code_that_would_be_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="code"):
        emit(hostile("x/><y"), ["xsd"])


def test_a_code_value_that_would_be_code_is_refused() -> None:
    made = hostile("x")
    values = tuple(replace(value, value="1 = 0\n    import os") for value in made.codes["list"].values)
    bad: CodeList = replace(made.codes["list"], values=values)
    with pytest.raises(ValueError, match="not a value"):
        emit(replace(made, codes={"list": bad}), ["pydantic"])
    with pytest.raises(ValueError, match="not a value"):
        emit(replace(made, codes={"list": bad}), ["openapi"])


def test_a_kind_that_would_be_a_path_is_refused() -> None:
    made = hostile("x")
    exposed = exposure("a", ("p",), ("../../q",), ("f",), ("r.x",))
    bad = replace(made, areas={"a": replace(made.areas["a"], exposures=(exposed,))})
    for name in ("pydantic", "jsonschema", "openapi"):
        with pytest.raises(ValueError, match="snake_case"):
            emit(bad, [name])


def test_procedures_are_names_too() -> None:
    made = hostile("x")
    exposed = exposure("a", ("p",), ("q",), ("f(WireModel): pass\nclass X",), ("r.x",))
    name = exposed.procedures[0]
    procedure = Procedure(name, "x", ("q",), "x", (), made.procedures["f"].period, HERE)
    bad = replace(made, areas={"a": replace(made.areas["a"], exposures=(exposed,))}, procedures={name: procedure})
    with pytest.raises(ValueError, match="snake_case"):
        emit(bad, ["pydantic"])
