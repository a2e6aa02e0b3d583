"""The law of putting an edited workbook back: comments that are carried over change nothing of what the new text says."""

from hypothesis import HealthCheck, assume, given, settings

from layoutc.source import SourceFile
from layoutc.syntax.formatter import format_text
from layoutc.syntax.parser import parse
from layoutc.workbook.keeping import kept
from tests.trying import examples

from .layouts import layouts
from .test_formatting import _meaning

_law = settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))


def _first(text: str) -> SourceFile:
    """A file that holds only the first declaration of a text, in the one style."""
    source = SourceFile("areas/generated.layout", text)
    declarations = parse(source).declarations
    assume(declarations)
    span = declarations[0].span
    formatted = format_text(SourceFile(source.path, text[span.start : span.end] + "\n"))
    assert formatted is not None
    return SourceFile(source.path, formatted)


@_law
@given(layouts(), layouts())
def test_the_new_text_says_what_it_said(old_text: str, new_text: str) -> None:
    old, new = _first(old_text), _first(new_text)
    result = SourceFile(new.path, kept(old, parse(old).declarations[0], new.text, frozenset()))
    parsed = parse(result)
    assert parsed.findings == ()
    assert _meaning(parsed.declarations) == _meaning(parse(new).declarations)
