"""A new text of a declaration beside the old one: what a workbook has no place for stays, where the thing it belongs to stays.

Comments and blank lines go over to the thing of the same name; a set or an exposure that selects the same items keeps its
words. What is gone takes its comments with it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from layoutc.frozen import dataclass
from layoutc.source import SourceFile
from layoutc.syntax import tree
from layoutc.syntax.comments import Comment, Comments, blank_before, comments
from layoutc.syntax.parser import parse
from layoutc.workbook.book import AreaSheet, Selection

_Said = dict[tuple[str, ...], list[object]]
Block = tree.Area | tree.Codes | tree.Record | tree.Repeat | tree.Expose


@dataclass(frozen=True, slots=True)
class _Edit:
    """In the new text, this takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def kept(old: SourceFile, node: tree.Area | tree.Codes, new: str, same: frozenset[tuple[str, ...]]) -> str:
    """The new text with the comments of the old one. `same` are the keys of sets and exposures whose words stay."""
    parsed = parse(SourceFile("", new))
    if parsed.findings or len(parsed.declarations) != 1:
        return new
    declared = parsed.declarations[0]
    edits = sorted(_block(comments(old), node, new, declared, same), key=lambda edit: (edit.start, edit.end))
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [new[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, new[at:]])


def key_of(node: tree.Node) -> tuple[str, ...]:
    """By what a thing is known among its siblings."""
    match node:
        case tree.Set() | tree.Record() | tree.Repeat() | tree.Item() | tree.Area() | tree.Codes():
            return type(node).__name__, node.name.text
        case tree.Value():
            return "Value", node.value.text
        case tree.Clause():
            return "Clause", node.keyword
        case tree.Expose():
            names = (node.queriers, node.procedures, node.providers)
            return "Expose", *(", ".join(dict.fromkeys(word.text for word in words)) for words in names)
        case tree.Line():
            return "Line", *(word.text for word in node.paths.included)
        case _:
            assert_never(node)


def _block(found: Comments, old: Block, text: str, new: tree.Node, same: frozenset[tuple[str, ...]]) -> Iterator[_Edit]:
    """The edits inside a block that stood before."""
    left: dict[tuple[str, ...], list[tuple[int, tree.Node]]] = {}
    before = header_end(old)
    brace = text.index("{", header_end(new)) + 1
    first = next(iter(tree.children(old)), None)
    if said := found.trailing(before, first.span.start if first else old.span.end):
        yield _Edit(brace, brace, f" {said}")
    for child in tree.children(old):
        left.setdefault(key_of(child), []).append((before, child))
        before = child.span.end
    if isinstance(new, tree.Expose) and new.lines:
        yield _Edit(new.lines[0].span.start, new.lines[-1].span.end, _in_turn(found, left, text, new))
        left = {}
    for child in tree.children(new):
        if not left.get(key_of(child)):
            continue
        start, match = left[key_of(child)].pop(0)
        yield from _child(found, start, match, text, child, same)
    if tail := found.own_lines(before, old.span.end - 1):
        end = new.span.end - 1
        yield _Edit(end, end, _lines(tail))


def _child(
    found: Comments, before: int, old: tree.Node, text: str, new: tree.Node, same: frozenset[tuple[str, ...]]
) -> Iterator[_Edit]:
    above = _lines(found.own_lines(before, old.span.start))
    if blank_before(found.source.text, old.span.start):
        above += "\n"
    if above:
        yield _Edit(new.span.start, new.span.start, above)
    if said := found.trailing(old.span.end, len(found.source.text)):
        yield _Edit(new.span.end, new.span.end, f" {said}")
    if key_of(old) in same:
        yield _Edit(new.span.start, new.span.end, found.source.text[old.span.start : old.span.end])
    elif isinstance(old, Block) and isinstance(new, Block):
        yield from _block(found, old, text, new, same)


def _in_turn(
    found: Comments, old: dict[tuple[str, ...], list[tuple[int, tree.Node]]], text: str, new: tree.Expose
) -> str:
    """The lines of an exposure in the order in which they stood, new ones behind the one that they follow."""
    placed: list[tuple[int, int, str]] = []
    last = -1
    for number, line in enumerate(new.lines):
        said = text[line.span.start : line.span.end]
        if left := old.get(key_of(line)):
            before, match = left.pop(0)
            last = match.span.start
            blank = "\n" if blank_before(found.source.text, last) else ""
            behind = found.trailing(match.span.end, len(found.source.text))
            said = _lines(found.own_lines(before, last)) + blank + said + (f" {behind}" if behind else "")
        placed.append((last, number, said))
    return "\n".join(said for _, _, said in sorted(placed))


def _lines(said: tuple[Comment, ...]) -> str:
    return "".join(("\n" if each.blank_before else "") + each.text + "\n" for each in said)


def header_end(node: tree.Node) -> int:
    """Where the last word before the `{` ends."""
    match node:
        case tree.Expose():
            return node.clauses[-1].span.end if node.clauses else (node.providers or node.procedures)[-1].span.end
        case tree.Area() | tree.Codes() | tree.Record() | tree.Repeat():
            return node.clauses[-1].span.end if node.clauses else node.label.span.end
        case _:
            return node.span.start


def same_selections(old: AreaSheet, new: AreaSheet, node: tree.Area) -> frozenset[tuple[str, ...]]:
    """The keys of the sets and exposures that may keep their words: they select the same, and no word of theirs means more now."""
    before, after = _selected(old), _selected(new)
    stable = _stable(old, new, before, after)
    found: set[tuple[str, ...]] = set()
    for member in node.members:
        if isinstance(member, tree.Set | tree.Expose):
            words = {word.text for each in _paths(member) for word in (*each.included, *each.excepted)}
            key = key_of(member)
            if key in before and before[key] == after.get(key) and words <= stable:
                found.add(key)
    return frozenset(found)


def _stable(old: AreaSheet, new: AreaSheet, before: _Said, after: _Said) -> set[str]:
    """The paths and names of sets that pick the same items as before."""
    inside: list[dict[str, set[str]]] = []
    for area in (old, new):
        blocks: dict[str, set[str]] = {}
        for _, path in area.paths():
            steps = path.split(".")
            blocks.setdefault(path, set()).add(path)
            for length in range(1, len(steps)):
                blocks.setdefault(".".join(steps[:length]), set()).add(path)
        inside.append(blocks)
    blocks_stay = {path for path, items in inside[0].items() if inside[1].get(path) == items}
    sets_stay = {key[1] for key, said in before.items() if key[0] == "Set" and after.get(key) == said}
    return {*blocks_stay, *(f"{path}.*" for path in blocks_stay), *sets_stay}


def in_old_order(area: AreaSheet, node: tree.Area) -> AreaSheet:
    """The area with its sets and exposures in the order in which they stand in the text; new ones behind their neighbours."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place, member in enumerate(node.members):
        places.setdefault(key_of(member), []).append(place)
    last = {"set": -1.0, "expose": -1.0}
    ordered: list[tuple[float, int, Selection]] = []
    for number, each in enumerate(area.selections):
        if left := places.get(_key(each)):
            last[each.kind] = left.pop(0)
        ordered.append((last[each.kind], number, each))
    return replace(area, selections=tuple(each for _, _, each in sorted(ordered, key=lambda found: found[:2])))


def _paths(node: tree.Set | tree.Expose) -> list[tree.Paths]:
    return [node.paths] if isinstance(node, tree.Set) else [line.paths for line in node.lines]


def _selected(area: AreaSheet) -> _Said:
    """Key of each set and exposure → what it says; an exposure written twice has both."""
    paths = dict(area.paths())
    found: _Said = {}
    for each in area.selections:
        texts = {key: cell.text for key, cell in each.cells.items()}
        said = {(paths[row], mark.since, mark.until) for row, marks in each.marks.items() for mark in marks}
        found.setdefault(_key(each), []).append((texts, said))
    return found


def _key(each: Selection) -> tuple[str, ...]:
    texts = {key: cell.text for key, cell in each.cells.items()}
    if each.kind == "set":
        return "Set", texts["name"]
    return "Expose", texts["to"], texts["for"], texts.get("from", "")
