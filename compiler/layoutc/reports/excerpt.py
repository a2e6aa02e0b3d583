"""The line of a file that a finding is about, with carets under the place."""

from bisect import bisect_right

from layoutc.frozen import dataclass
from layoutc.reports.colour import Style, paint
from layoutc.reports.printable import drawn, printable_lines
from layoutc.source import Place

WIDTH = 120  # cells of source in one line; longer lines are cut around the place
_LEAD = 40  # cells kept before a place that would not be seen otherwise
_TAB = 4


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line as a terminal shows it; the place begins after `before` cells and fills `marked` (at least 1)."""

    number: int
    text: str
    before: int
    marked: int


def render(place: Place, message: str = "", *, style: Style = Style.ERROR, colour: bool = False) -> str:
    """The gutter, the place's first line and the carets with the message after them; no line feed at the end."""
    line = source_line(place)
    bar = paint(margin(place) + "|", Style.GUTTER, colour)
    first, *others = printable_lines(message)
    marks = paint("^" * line.marked + (" " + first if first else ""), style, colour)
    indent = " " * (line.before + line.marked + 1)
    return "\n".join(
        (
            bar,
            f"{paint(f'{line.number} |', Style.GUTTER, colour)} {line.text}".rstrip(" "),
            f"{bar} {' ' * line.before}{marks}",
            *(f"{bar} {indent}{paint(other, style, colour)}" for other in others),
        )
    )


def margin(place: Place) -> str:
    """The blanks that stand before the gutter's bar, as wide as the line's number."""
    return " " * (len(str(place.location().line)) + 1)


def source_line(place: Place) -> SourceLine:
    """The place's first line, at most `WIDTH` cells of it. Reads only what is near: O(WIDTH), however long the line."""
    text = place.file.text
    start = min(place.span.start, len(text))
    number, column = place.file.position(start)
    line_start = start - column + 1
    left = max(line_start, start - WIDTH)
    limit = start + WIDTH + 1
    line_end = text.find("\n", start, limit)
    right = line_end if line_end >= 0 else min(limit, len(text))
    ends = line_end >= 0 or right == len(text)
    shown = text[left:right].rstrip("\r") if ends else text[left:right]
    at = min(start - left, len(shown))
    until = min(max(place.span.end - left, at), len(shown))
    return _window(number, *_pieces(shown), at, until, begins=left == line_start, ends=ends)


def _window(
    number: int, pieces: list[str], edges: list[int], at: int, until: int, *, begins: bool, ends: bool
) -> SourceLine:
    """The pieces around [at, until) that fit, with `…` where something is left out; `edges` are where they begin."""
    whole = begins and ends and edges[-1] <= WIDTH
    from_start = begins and (edges[until] < WIDTH or edges[at] <= _LEAD)
    first = 0 if whole or from_start else next(i for i in range(at + 1) if edges[at] - edges[i] <= _LEAD)
    head = "" if begins and first == 0 else "…"
    room = edges[first] + WIDTH - len(head)
    fits = ends and edges[-1] <= room
    last = len(pieces) if fits else max(bisect_right(edges, room - 1) - 1, at)
    tail = "" if fits else "…"
    return SourceLine(
        number,
        head + "".join(pieces[first:last]) + tail,
        len(head) + edges[at] - edges[first],
        max(edges[max(min(until, last), at)] - edges[at], 1),
    )


def _pieces(text: str) -> tuple[list[str], list[int]]:
    """What each character looks like, a tab as blanks to the next stop, and the cell in which each begins and the last ends."""
    pieces, edges = [], [0]
    for character in text:
        blanks = _TAB - edges[-1] % _TAB
        piece, width = (" " * blanks, blanks) if character == "\t" else drawn(character)
        pieces.append(piece)
        edges.append(edges[-1] + width)
    return pieces, edges
