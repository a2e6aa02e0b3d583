"""Any report at all: texts of every script with everything in them that a screen or a format could trip over."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Example, Finding, Impact, Related, Rule, Severity, Subject, Text
from layoutc.reports.report import Report
from layoutc.source import Place, SourceFile, Span
from tests.trying import examples

HOSTILE = "\x00\x07\t\r\n\x1b\x7f\x85\xad\u061c\u200b\u200d\u202e\u2028\u2029\u2066\ufe0f\ufeff\ufffe\uffff\ud800\udc80\U000e0001\U000e0100"
HARMLESS = "aZ09 .-_/%:,{}[]()<>&\"'`\\|=]]>:漢字かなカナ、。（）１Ａ　ｱﾞ葛e\u0301か\u3099😀"

characters = st.one_of(st.sampled_from(HOSTILE + HARMLESS), st.characters())
texts = st.text(characters, max_size=30)

# A busy machine is no defect.
tried = settings(
    deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def as_json(text: str) -> str:
    """What a reader of our JSON gets for a text: the same, but for lone surrogates."""
    return "".join(f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in text)


@st.composite
def places(draw: st.DrawFn, files: st.SearchStrategy[SourceFile]) -> Place:
    file = draw(files)
    start = draw(st.integers(0, len(file.text)))
    return Place(file, Span(start, draw(st.integers(start, len(file.text)))))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """The texts come from a small pool, so that findings repeat each other as real ones do."""
    some = st.sampled_from(draw(st.lists(texts, min_size=1, max_size=4)))
    names = st.none() | some
    both = st.builds(Text, some, some)
    path = st.text(characters, min_size=1, max_size=8)
    files = st.sampled_from(draw(st.lists(st.builds(SourceFile, path, texts), min_size=1, max_size=2)))
    example = Example("areas/a.layout", draw(some))
    rules = [
        Rule(id_, draw(st.sampled_from(Severity)), draw(both), draw(both), example, example)
        for id_ in draw(
            st.lists(st.sampled_from(["a.b", "need.not-exposed", "x.y-z"]), min_size=1, max_size=3, unique=True)
        )
    ]
    stopped = st.frozensets(some, max_size=2)
    finding = st.builds(
        Finding,
        st.sampled_from(rules),
        places(files),
        both,
        both,
        st.lists(st.builds(Related, places(files), both), max_size=2).map(tuple),
        st.builds(Subject, names, names, names, names, names),
        st.builds(
            Impact, stopped, stopped, stopped.map(lambda names: frozenset((name, 0, len(name)) for name in names))
        ),
    )
    causes = st.lists(st.sampled_from(Outcome), min_size=1, max_size=3).map(tuple)
    return Report(
        draw(st.dates(date(1000, 1, 1))),
        tuple(draw(st.lists(finding, max_size=4))),
        tuple(draw(st.lists(st.builds(Verdict, some, some, some, some, causes), max_size=4))),
    )
