"""The pages that people read are true: examples parse, shown output is the tool's, generated pages are up to date."""

import json
import re
import runpy
import subprocess
import sys
from datetime import date
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from layoutc import cli, project
from layoutc.catalog.rules import TYPE_FORM
from layoutc.catalog.scope import Scope
from layoutc.catalog.types import FlagFacets, IntegerFacets, StringFacets, facets
from layoutc.catalog.types_reader import read_type
from layoutc.reports import text
from layoutc.source import Place, SourceFile
from layoutc.syntax.documents import read_document
from layoutc.syntax.formatter import format_text
from layoutc.syntax.parser import parse, parse_type

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "README.ja.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("docs/**/*.md"))),
)
READMES = ("README.md", "README.ja.md")
_BLOCK = re.compile(r"(?:^<!-- (?P<note>.*?) -->\n)?^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"^`(layouts/[^`]+)`[^\n]*\n\n```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([^)\s]+))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# What stands around a part of a layout, so that it can be read as a file of its own.
_AREA = 'area local_tax "地方税関係情報" {{\n{}}}\n'


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str, language: str) -> list[tuple[str, str, str]]:
    """(what follows the language in the fence, the comment before the block, its text)"""
    found = [(match["info"], match["note"] or "", match["body"]) for match in _BLOCK.finditer(read(page))]
    return [
        (info.removeprefix(language).strip(), note, body)
        for info, note, body in found
        if info.split()[:1] == [language]
    ]


def whole(part: str, body: str) -> str:
    return body if not part else _AREA.format("".join(f"  {line}".rstrip() + "\n" for line in body.splitlines()))


def named_files(page: str) -> dict[str, str]:
    """The files of a project that a page shows, each under its path."""
    files = dict(_NAMED.findall(read(page)))
    assert files, f"{page} shows no file under its path"
    return files


def write_project(folder: Path, files: dict[str, str]) -> project.Loaded:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return project.load(folder)


LAYOUTS = [
    pytest.param(whole(part, body), id=f"{page}-{number}")
    for page in ("docs/language.md", *READMES)
    for number, (part, note, body) in enumerate(blocks(page, "layout"))
    if not note.startswith("finds")
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_a_layout_example_has_no_mistake_and_is_in_the_one_style(body: str) -> None:
    source = SourceFile("layouts/areas/example.layout", body)
    assert [finding.message.en for finding in parse(source).findings] == []
    assert format_text(source) == body


@pytest.mark.parametrize("body", [body for _, _, body in blocks("docs/language.md", "yaml")])
def test_a_yaml_example_has_the_shape_of_one_kind_of_document(body: str) -> None:
    source = SourceFile("layouts/example.yaml", body)
    assert any(not read_document(source, kind).findings for kind in ("registry", "law", "needs", "waivers"))


@pytest.mark.parametrize("page", ["docs/language.md", *READMES])
def test_the_project_of_the_reference_has_the_defect_in_2017_only(page: str, tmp_path: Path) -> None:
    """The READMEs show its layout alone."""
    files = named_files("docs/language.md")
    loaded = write_project(tmp_path, files | {"layouts/areas/local_tax.layout": blocks(page, "layout")[0][2]})
    assert project.check(loaded, date(2018, 7, 31)).findings == ()
    assert {found.rule.id for found in project.check(loaded, date(2017, 7, 31)).findings} == {"need.not-exposed"}


def test_the_mistakes_shown_are_printed_as_shown(tmp_path: Path) -> None:
    ((_, note, body),) = [block for block in blocks("docs/language.md", "layout") if block[1].startswith("finds")]
    files = named_files("docs/language.md") | {"layouts/areas/local_tax.layout": body}
    report = project.check(write_project(tmp_path, files), date(2018, 7, 31))
    assert sorted(found.rule.id for found in report.findings) == note.split()[1:]
    shown = next(body for _, _, body in blocks("docs/language.md", "text") if body.startswith("error["))
    assert text.render(report, "en").startswith(shown)


def test_the_answer_shown_is_taken_by_both_formats(tmp_path: Path) -> None:
    loaded = write_project(tmp_path, named_files("docs/language.md"))
    project.compile(loaded, tmp_path / "generated", date(2018, 7, 31))
    schema = (tmp_path / "generated/jsonschema/municipality/nhi_society.schema.json").read_text("utf-8")
    ((_, _, answer),) = blocks("docs/language.md", "json")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(json.loads(answer))
    # In a process of its own: here the models of this checkout may be loaded already.
    program = (
        "import sys; from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit as Answer;"
        "print(Answer.model_validate_json(sys.argv[1]).model_dump_json())"
    )
    called = [sys.executable, "-c", program, answer]
    done = subprocess.run(
        called, cwd=tmp_path / "generated", capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == json.loads(answer)


@pytest.mark.parametrize("page", READMES)
def test_the_vendors_example_prints_what_is_shown(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    ((_, _, program),) = blocks(page, "python")
    exec(compile(program, page, "exec"), {})
    expected = [line.partition("  # ")[2] for line in program.splitlines() if line.startswith("print(")]
    assert capsys.readouterr().out.splitlines() == expected


def test_the_two_readmes_hold_the_same_commands() -> None:
    english, japanese = ([(note, body) for _, note, body in blocks(page, "sh")] for page in READMES)
    assert english == japanese
    assert len(english) >= 2


@pytest.mark.parametrize("page", READMES)
def test_a_readme_is_short(page: str) -> None:
    assert len(read(page).splitlines()) < 150


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target, heading in _LINK.findall(read(page)):
        if "://" in target:
            continue
        there = (ROOT / page).parent / target if target else ROOT / page
        assert there.exists(), f"{page}: {target}"
        if heading:
            assert heading in {_anchor(each) for each in _HEADING.findall(there.read_text("utf-8"))}, (
                f"{page}: #{heading}"
            )


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def script(path: str) -> dict[str, Any]:
    return runpy.run_path(str(ROOT / path))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_picture_shows_what_the_tool_prints_now(language: str) -> None:
    drawing = script("docs/picture.py")
    assert read(drawing["PICTURES"][language]) == drawing["picture"](language), "run: python docs/picture.py"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_command_in_the_picture_prints_what_the_picture_shows(
    language: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first, _, rest = re.sub("\x1b\\[[0-9;]*m", "", script("docs/picture.py")["printed"](language)).partition("\n")
    monkeypatch.chdir(ROOT)
    assert cli.run([*first.split()[2:], "--lang", language]) == 1
    assert capfd.readouterr().out == rest


def test_the_page_of_rules_is_what_the_registry_says() -> None:
    page = script("docs/rules.py")
    assert read(page["PAGE"]) == page["page"](), "run: python docs/rules.py"


def test_the_page_of_formats_is_what_the_code_says() -> None:
    page = script("docs/formats.py")
    assert read(page["PAGE"]) == page["page"](), "run: python docs/formats.py"


def test_every_option_and_format_that_a_readme_names_exists() -> None:
    group = cli.build("en")
    with click.Context(group) as context:
        commands = [group.get_command(context, name) for name in group.list_commands(context)]
    known = {option for command in commands if command for each in command.params for option in each.opts}
    for page in READMES:
        lines = [line for line in read(page).splitlines() if "pip" not in line and "venv" not in line]
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(line for line in lines if "layoutc" in line)))
        assert named <= known, page


def test_the_models_of_the_vendors_example_are_shipped() -> None:
    for page in READMES:
        ((_, _, program),) = blocks(page, "python")
        module = re.findall(r"^from (layoutc_models\.[\w.]+) import (\w+)", program, re.MULTILINE)
        assert module
        assert all(hasattr(import_module(name), member) for name, member in module)


def test_the_numbers_on_the_page_of_the_corpus_are_those_of_the_layouts() -> None:
    corpus = script("docs/corpus.py")
    assert read(corpus["PAGE"]) == corpus["page"](), "run: python docs/corpus.py"


def test_the_items_said_to_stand_for_case_4_are_those_found() -> None:
    loaded = project.load(ROOT)
    page = read("docs/corpus.md")
    findings = project.check(loaded, date(2017, 7, 31)).findings
    found = [each for each in findings if each.rule.id == "need.not-exposed"]
    assert found
    for finding in found:
        about = finding.subject
        label = loaded.catalog.items[about.area or "", about.item or ""].item.label
        rows = [line for line in page.splitlines() if f"`{about.procedure}`" in line and label in line]
        assert any(loaded.catalog.label(about.querier or "") in row for row in rows), about


_TYPES = re.findall(r"^\| (`[^|]+`) \| [^|]+ \| (\w+) \| `([^|]+)` \|", read("docs/language.md"), re.MULTILINE)
_SIZES = {"m..n": "3..5", "(n)": "(10)", "p, s": "4, 2"}


@pytest.mark.parametrize(("types", "json_type", "example"), [row for row in _TYPES if "code" not in row[0]])
def test_the_example_in_the_table_of_types_is_a_value_of_the_type(types: str, json_type: str, example: str) -> None:
    value = json.loads(example)
    for written in re.findall(r"`([^`]+)`", types):
        spelled = reduce(lambda text, size: text.replace(*size), _SIZES.items(), written)
        spelled = "digits(4)" if spelled == "digits(10)" else spelled
        tree = parse_type(spelled)
        assert tree is not None, spelled
        scope = Scope()
        kind = read_type(scope, tree, Place(SourceFile("", spelled), tree.span), {})
        assert scope.findings == []
        match facets(kind):
            case StringFacets(pattern, minimum, maximum):
                assert json_type == "string"
                assert re.fullmatch(pattern, value)
                assert minimum <= len(value) <= maximum
            case IntegerFacets(smallest, largest):
                assert (json_type, type(value)) == ("integer", int)
                assert smallest <= value <= largest
            case FlagFacets():
                assert (json_type, type(value)) == ("boolean", bool)
            case other:
                pytest.fail(f"{spelled}: {other}")


def test_every_type_is_in_the_table_of_types() -> None:
    shown = {written.partition("(")[0] for types, _, _ in _TYPES for written in re.findall(r"`([^`]+)`", types)}
    listed = TYPE_FORM.meaning.en.partition("A type is ")[2].partition(";")[0].replace(" or ", " ")
    assert shown == set(re.sub(r"\([^)]*\)", "", listed).split())


def test_the_function_shown_as_a_message_is_one() -> None:
    ((_, _, shown),) = blocks("docs/decisions/messages.md", "python")
    assert shown in read("compiler/layoutc/messages/syntax.py")
