"""shape.py says yes of no document in which the validator finds a mistake."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from layoutc.source import SourceFile
from layoutc.syntax.documents import DocumentKind, plain, read_document, schema
from layoutc.syntax.nodes import Mapping, Node, Scalar, Sequence
from layoutc.syntax.shape import judge_of
from tests.projects import base_text
from tests.trying import examples

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
WAIVERS = """waivers:
  - rule: need.not-used
    area: local_tax
    reason: 様式の改定を待つ
    reference: 2017-15
    until: "2018-03-31"
"""
TEXTS: dict[DocumentKind, str] = {
    "registry": base_text("registry/registry.yaml"),
    "needs": base_text("needs/nhi_society.yaml"),
    "law": base_text("law/table.yaml"),
    "waivers": WAIVERS,
}
JUDGES = {kind: judge_of(schema(kind)) for kind in TEXTS}
VALIDATORS = {kind: Draft202012Validator(schema(kind)) for kind in TEXTS}
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10**17, "", "a", "a_b", "a\n", "A", "年", "42", "16の2", "2018-07", "2018-07-01\n"),
    *("undecided", "income.year", "high", [], ["a"], ["a", "a"], ["1", 1], {}, {"a": "b"}, {"earliest": "2017"}),
)

_law = settings(deadline=None, max_examples=examples(300), suppress_health_check=list(HealthCheck))


def data(kind: DocumentKind) -> Any:
    root = read_document(SourceFile("x.yaml", TEXTS[kind]), kind).outline
    assert root is not None
    return plain(root)


def node(value: Any) -> Node:
    if isinstance(value, dict):
        return Mapping(0, 0, {key: node(each) for key, each in value.items()}, dict.fromkeys(value, (0, 0)))
    if isinstance(value, list):
        return Sequence(0, 0, tuple(node(each) for each in value))
    return Scalar(0, 0, value)


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The value, with another in the place of it or of one within it, or one more, or one less."""
    within = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not within or draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(VALUES))
    key = draw(st.sampled_from(within))
    copy = value.copy()
    what = draw(st.sampled_from(["within", "within", "within", "less", "more", "renamed"]))
    if what == "within":
        copy[key] = draw(changed(value[key]))
    elif what == "less":
        del copy[key]
    elif isinstance(copy, list):
        copy.append(copy[key])
    else:
        copy[draw(st.sampled_from(["x", "A", "label", "note", "since", ""]))] = copy[key]
        if what == "renamed":
            del copy[key]
    return copy


@_law
@given(st.sampled_from(list(TEXTS)), st.data())
def test_what_is_surely_right_has_no_mistake(kind: DocumentKind, drawn: st.DataObject) -> None:
    value = data(kind)
    for _ in range(drawn.draw(st.integers(0, 2))):
        value = drawn.draw(changed(value))
    right = JUDGES[kind](node(value))
    event(f"{kind}: {right}")
    assert not right or VALIDATORS[kind].is_valid(value)
    if isinstance(value, dict):  # as every key is known to both, both agree
        assert right == VALIDATORS[kind].is_valid(value)


def test_the_corpus_is_surely_right() -> None:
    kinds: tuple[DocumentKind, ...] = ("registry", "law", "needs")
    for kind in kinds:
        for path in sorted(LAYOUTS.joinpath(kind).glob("*.yaml")):
            root = read_document(SourceFile(path.name, path.read_text("utf-8")), kind).root
            assert root is not None, path.name
            assert JUDGES[kind](root), path.name
