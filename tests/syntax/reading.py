"""Layout texts as trees, for tests: what was read, and the words behind each span."""

from layoutc.source import SourceFile, Span
from layoutc.syntax.parser import Parsed, parse
from layoutc.syntax.tree import Area, Codes, Declaration, Expose, Item, Record, Repeat, Set


def read(text: str) -> Parsed:
    return parse(SourceFile("layouts/areas/x.layout", text))


def only(text: str) -> Declaration:
    """The one declaration of a correct text."""
    parsed = read(text)
    assert [found.message.en for found in parsed.findings] == []
    (declaration,) = parsed.declarations
    return declaration


def area(body: str, header: str = 'area a "甲"') -> Area:
    declaration = only(f"{header} {{\n{body}\n}}\n")
    assert isinstance(declaration, Area)
    return declaration


def record(body: str, header: str = 'record r "乙"') -> Record:
    (member,) = area(f"{header} {{\n{body}\n}}").members
    assert isinstance(member, Record)
    return member


def item(line: str) -> Item:
    (member,) = record(line).members
    assert isinstance(member, Item)
    return member


def repeat(text: str) -> Repeat:
    (member,) = record(text).members
    assert isinstance(member, Repeat)
    return member


def set_of(text: str) -> Set:
    (member,) = area(text).members
    assert isinstance(member, Set)
    return member


def expose(text: str) -> Expose:
    (member,) = area(text).members
    assert isinstance(member, Expose)
    return member


def codes(body: str) -> Codes:
    declaration = only(f'codes c "丙" {{\n{body}\n}}\n')
    assert isinstance(declaration, Codes)
    return declaration


def cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
