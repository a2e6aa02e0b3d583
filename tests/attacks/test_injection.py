"""Texts and names that would be code, markup, a formula or a path: in every format they stay what they are."""

import ast
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from layoutc import project
from layoutc.catalog.types import Characters, Code, Flag
from layoutc.checks.registry import RULES
from layoutc.emit.artifacts import Artifact
from layoutc.emit.naming import file_name
from layoutc.emit.registry import NAMES, emit
from layoutc.project.exporting import workbook
from layoutc.reports import concise, github, junit, matrix_html, sarif
from layoutc.reports import json as json_report
from layoutc.reports import text as text_report
from tests.emit.conftest import Load, load
from tests.emit.sample import area, catalog, codes, exposure, item, record, repeat
from tests.emit.test_hostile import NASTY, hostile
from tests.projects import DAY, base_text, checked, over_base

__all__ = ["load"]

SEEN = (  # what a layout may hold: nothing of it is invisible
    *(text for text in NASTY if text.isprintable()),
    "=HYPERLINK(0)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "<!--",
    "]]>",
    "&xxe;",
    "{{7*7}}",
    "${jndi:x}",
    "%0A::error::x",
    "::error file=x::y",
    "../../x",
    "'); drop",
)
# Words of Python, of pydantic, of the generated modules and of Windows.
TAKEN = (
    "class", "none", "true", "match", "type", "self", "list", "str", "int", "dict", "bool", "object", "print", "property", "field", "fields",
    "model_dump", "model_config", "model_fields", "model_validate", "json", "copy", "validate", "schema", "construct", "from_orm", "wire_model",
    "base", "base_model", "code", "codes", "types", "absent", "enum", "literal", "annotated", "optional", "con", "aux", "nul", "com1", "lpt9",
    "init", "main", "import", "os", "sys", "pydantic", "layoutc", "layoutc_models", "typing", "label", "value", "name", "answers", "manifest",
)  # fmt: skip


def _whole(artifact: Artifact) -> None:
    """The file can be read as what its name says it is."""
    ending = PurePosixPath(artifact.path).suffix
    if ending == ".py":
        ast.parse(artifact.data)
    elif ending == ".json":
        json.loads(artifact.data)
    elif ending == ".xsd":
        etree.fromstring(artifact.data)
    else:
        assert artifact.data or ending == ".typed"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", [*NASTY, *SEEN])
def test_every_format_is_whole_whatever_a_text_holds(name: str, text: str) -> None:
    plain = {each.path for each in emit(hostile("普通", code=False), [name])}
    made = emit(hostile(text, code=False), [name])
    assert {each.path for each in made} == plain
    for artifact in made:
        _whole(artifact)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _labelled(folder: Path, text: str) -> project.Loaded:
    layout, values = base_text("areas/local_tax.layout"), base_text("codes/taxable.codes")
    label = re.compile(r'"[^"\n]+"')
    return project.load(
        over_base(
            folder,
            {
                "areas/local_tax.layout": label.sub(lambda _: quoted(text), layout),
                "codes/taxable.codes": label.sub(lambda _: quoted(text), values),
                "registry/registry.yaml": base_text("registry/registry.yaml").replace(
                    "総務省", json.dumps(text, ensure_ascii=False)
                ),
            },
        )
    )


@pytest.mark.parametrize("text", SEEN)
def test_a_label_is_no_formula_no_markup_and_no_command(text: str, tmp_path: Path) -> None:
    loaded = _labelled(tmp_path, text)
    assert loaded.findings == ()
    with zipfile.ZipFile(BytesIO(workbook(loaded, DAY))) as book:
        parts = {name: book.read(name) for name in book.namelist() if name.endswith((".xml", ".rels"))}
    for name, part in parts.items():
        root = etree.fromstring(part)
        assert not [each for each in root.iter("{*}f") if text in (each.text or "")], name
        assert not [each for each in root.iter("{*}Relationship") if text in each.get("Target", "")], name
    assert any(text in "".join(etree.fromstring(part).itertext()) for part in parts.values())
    report = project.check(loaded, DAY)
    page = matrix_html.render(loaded.catalog.at(DAY), report.verdicts, "ja")
    assert "<script>alert" not in page
    assert "<!--" not in page or text != "<!--"


@pytest.mark.parametrize("text", SEEN)
def test_a_report_holds_a_text_as_a_text(text: str, tmp_path: Path) -> None:
    layout = base_text("areas/local_tax.layout").replace("所得・課税", text.replace("\\", "\\\\").replace('"', '\\"'))
    report = checked(over_base(tmp_path, {"areas/local_tax.layout": layout.replace("income.taxable\n", "\n")}))
    assert report.findings
    json.loads(json_report.render(report))
    json.loads(sarif.render(report, RULES, "ja", "0"))
    etree.fromstring(junit.render(report, RULES, "ja").encode())
    lines = github.render(report, "ja").splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert len(concise.render(report, "ja").splitlines()) >= len(report.findings)
    assert "\x1b" not in text_report.render(report, "ja", colour=False)


@pytest.mark.parametrize("name", TAKEN)
def test_a_taken_name_gives_modules_that_import(name: str, load: Load) -> None:
    """The name of an area, a record, an item, a repeat, a code list, a kind and a procedure at once."""
    inner = item(name, 4, Characters("text", 3), "内")
    held = record(name, item(name, 1, Flag(), "甲"), item("y", 2, Code(name), "乙"), repeat("z", 3, 0, 2, inner))
    other = record("r", repeat(name, 6, 0, 2, item("x", 5, Flag(), "丙")))
    exposed = exposure(
        name, (name,), (name,), (name,), (f"{name}.{name}", f"{name}.y", f"{name}.z.{name}", f"r.{name}.x")
    )
    made = emit(catalog(area(name, held, other, exposures=(exposed,)), lists=(codes(name, V1="一"),)), NAMES)
    _portable(made)
    for artifact in made:
        _whole(artifact)
    module = load([each for each in made if each.path.endswith(".py")], f"{file_name(name)}.{file_name(name)}")
    answer = getattr(module, module.__all__[0])
    assert {field.alias or name for name, field in answer.model_fields.items()} == {name, "r"}
    read = answer.model_validate({name: [], "r": []})
    assert json.loads(read.model_dump_json(by_alias=True)) == {name: [], "r": []}


def _portable(artifacts: tuple[Artifact, ...]) -> None:
    """No two paths differ in case alone, and none is a device on Windows."""
    paths = [each.path for each in artifacts]
    assert len({path.casefold() for path in paths}) == len(paths)
    stems = {part.partition(".")[0] for path in paths for part in path.split("/")}
    assert not stems & {"con", "aux", "nul", "prn", "com1", "lpt9"}


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\x1b", "\u2028", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("areas/local_tax.layout", "総所得金額"),
        ("codes/taxable.codes", "課税"),
        ("registry/registry.yaml", "総務省"),
        ("law/table.yaml", "市町村長"),
        ("needs/nhi_society.yaml", "判定"),
    ],
)
def test_what_cannot_be_seen_is_a_finding_in_every_kind_of_file(sign: str, path: str, old: str, tmp_path: Path) -> None:
    text = base_text(path)
    for changed in (text.replace(old, f"{old}{sign}", 1), f"# {sign}\n{text}"):
        found = project.load(over_base(tmp_path, {path: changed})).findings
        assert "text.invisible" in {each.rule.id for each in found}
