"""Whatever is typed into a file: nothing is raised, every finding stands inside its file, and the order of files is nothing."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layoutc.catalog.resolver import resolve
from layoutc.findings import Finding, in_reading_order
from layoutc.source import SourceFile
from layoutc.syntax.documents import DocumentKind, read_document
from layoutc.syntax.parser import parse
from tests.projects import base_text
from tests.properties.layouts import layouts
from tests.trying import examples

FILES = {
    "areas": "areas/local_tax.layout",
    "codes": "codes/taxable.codes",
    "registry": "registry/registry.yaml",
    "law": "law/table.yaml",
    "needs": "needs/nhi_society.yaml",
}
KINDS: tuple[DocumentKind, ...] = ("registry", "law", "needs")
_law = settings(deadline=None, max_examples=examples(50), suppress_health_check=list(HealthCheck))
PIECES = (
    "{",
    "}",
    '"',
    ",",
    "\n",
    "（",
    "　",
    "key",
    "record",
    "since",
    "#",
    "\t",
    ": ",
    "- ",
    "&a ",
    "[",
    "]",
    "\u202e",
    "\\",
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text after a few slips of a keyboard: characters and lines deleted, doubled, swapped, put in."""
    for _ in range(draw(st.integers(1, 4))):
        at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        lines = text.split("\n")
        line = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("delete", "insert", "swap", "cut", "drop line", "double line", "swap lines"))):
            case "delete":
                text = text[:at] + text[at + 1 :]
            case "insert":
                text = text[:at] + draw(st.sampled_from(PIECES) | st.characters(codec="utf-8")) + text[at:]
            case "swap":
                text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
            case "cut":
                text = text[:at] + text[min(to, at + 30) :]
            case "drop line":
                text = "\n".join(lines[:line] + lines[line + 1 :])
            case "double line":
                text = "\n".join(lines[:line] + lines[line : line + 1] * 2 + lines[line + 1 :])
            case _:
                lines[line], lines[-1] = lines[-1], lines[line]
                text = "\n".join(lines)
    return text


def stand_inside(findings: Sequence[Finding]) -> None:
    for found in findings:
        for place in (found.place, *(each.place for each in found.related)):
            assert 0 <= place.span.start <= place.span.end <= len(place.file.text)
        assert found.message.ja
        assert found.message.en
        assert found.help.ja
        assert found.help.en


@_law
@given(st.data())
def test_a_mutated_layout_is_answered_in_place(data: st.DataObject) -> None:
    text = data.draw(layouts().flatmap(mutated) | mutated(base_text(FILES["areas"])))
    stand_inside(parse(SourceFile("layouts/areas/x.layout", text)).findings)


@_law
@given(st.lists(st.sampled_from([*PIECES, "a", "1", " "]), max_size=60).map("".join))
def test_any_text_is_answered_in_place(text: str) -> None:
    stand_inside(parse(SourceFile("layouts/areas/x.layout", text)).findings)


@pytest.mark.parametrize("kind", KINDS)
@_law
@given(st.data())
def test_a_mutated_document_is_answered_in_place(kind: DocumentKind, data: st.DataObject) -> None:
    text = data.draw(mutated(base_text(FILES[kind])))
    document = read_document(SourceFile(f"layouts/{kind}/x.yaml", text), kind)
    stand_inside(document.findings)
    assert document.root is not None or document.findings


@_law
@given(st.data())
def test_a_mutated_project_resolves_to_findings_in_place(data: st.DataObject) -> None:
    broken = data.draw(st.sampled_from(sorted(FILES)))
    texts = {folder: base_text(path) for folder, path in FILES.items()}
    texts[broken] = data.draw(mutated(texts[broken]))
    sources = {folder: SourceFile(f"layouts/{FILES[folder]}", text) for folder, text in texts.items()}
    found = resolve(
        [parse(sources["areas"]), parse(sources["codes"])],
        *([read_document(sources[kind], kind)] for kind in KINDS),
    ).findings
    stand_inside(found)


def _findings_of(sources: Sequence[tuple[str, SourceFile]]) -> list[tuple[str, str, int, str]]:
    layouts_ = [parse(source) for folder, source in sources if folder in ("areas", "codes")]
    documents = {kind: [read_document(source, kind) for folder, source in sources if folder == kind] for kind in KINDS}
    resolved = resolve(layouts_, documents["registry"], documents["law"], documents["needs"])
    every = [*(each for parsed in layouts_ for each in parsed.findings), *resolved.findings]
    every += [found for kind in KINDS for document in documents[kind] for found in document.findings]
    return [
        (found.rule.id, found.place.file.path, found.place.span.start, found.message.en)
        for found in in_reading_order(every)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_files_changes_no_finding(seed: int) -> None:
    case = Path(__file__).parent.parent / "golden" / "errors" / "ten_mistakes" / "layouts"
    sources = [
        (path.parent.name, SourceFile(f"layouts/{path.relative_to(case).as_posix()}", path.read_text("utf-8")))
        for path in sorted(case.rglob("*.*"))
    ]
    sources += [
        (
            "areas",
            SourceFile(f"layouts/areas/more{n}.layout", base_text(FILES["areas"]).replace("local_tax", f"more_{n}")),
        )
        for n in range(3)
    ]
    expected = _findings_of(sources)
    shuffled = random.Random(seed).sample(sources, len(sources))
    assert len(expected) > 10
    assert sorted(id_ for id_, *_ in _findings_of(shuffled)) == sorted(id_ for id_, *_ in expected)
    own = [found for found in expected if found[0] != "code.duplicate"]
    assert [found for found in _findings_of(shuffled) if found[0] != "code.duplicate"] == own
