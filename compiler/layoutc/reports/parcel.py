"""What `bundle --verify` says of a parcel."""

from datetime import date

from layoutc.emit.output import Difference
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import bundle as words
from layoutc.messages.reports import and_more
from layoutc.reports.colour import Style, paint
from layoutc.reports.printable import printable

_LISTED = 50


@dataclass(frozen=True, slots=True)
class Verified:
    """A parcel held against its manifest and, where `of_project` is not None, against what the project would give.

    `removed` of a difference are files that are missing. `files` counts what the manifest lists. `canonical`: its bytes are
    those that layoutc would write. `other_versions` tells what made it in other versions than those here.
    """

    edition: str | None
    day: date
    tool: str
    digest: str
    files: int
    difference: Difference
    canonical: bool
    of_project: Difference | None = None
    other_versions: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.canonical and not self.difference and not self.of_project


def render(verified: Verified, language: str, *, colour: bool = False) -> str:
    """A line for each file that differs, at most 50 of each kind, and what it comes to."""
    about = words.about(verified.edition, verified.day, verified.tool).in_language(language)
    lines = [printable(about), words.digest(verified.digest).in_language(language)]
    difference = verified.difference
    listed = [
        (words.CHANGED, Style.WARNING, difference.changed),
        (words.MISSING, Style.REMOVED, difference.removed),
        (words.ADDED, Style.ADDED, difference.added),
    ]
    lines += _listed(listed, language, colour)
    counts = len(difference.changed), len(difference.removed), len(difference.added)
    said = words.not_as_listed(*counts) if difference else words.as_listed(verified.files)
    lines.append(said.in_language(language))
    if not difference and not verified.canonical:
        lines.append(words.repacked().in_language(language))
    if (other := verified.of_project) is not None:
        listed = [
            (words.WOULD_CHANGE, Style.WARNING, other.changed),
            (words.WOULD_ADD, Style.ADDED, other.removed),
            (words.WOULD_GO, Style.REMOVED, other.added),
        ]
        lines += _listed(listed, language, colour)
        counts = len(other.changed), len(other.removed), len(other.added)
        said = words.not_as_the_project(*counts) if other else words.as_the_project(verified.files)
        lines.append(said.in_language(language))
        if other and verified.other_versions:
            lines.append(printable(words.other_versions(verified.other_versions).in_language(language)))
    return "".join(f"{line}\n" for line in lines)


def _listed(kinds: list[tuple[Text, Style, tuple[str, ...]]], language: str, colour: bool) -> list[str]:
    lines = []
    for name, style, paths in kinds:
        word = paint(name.in_language(language), style, colour)
        lines += [f"{word} {printable(path)}" for path in paths[:_LISTED]]
        if len(paths) > _LISTED:
            lines.append(and_more(len(paths) - _LISTED).in_language(language))
    return lines
