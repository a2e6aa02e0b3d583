"""The layouts of a project in the one style."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layoutc.findings import Finding, in_reading_order
from layoutc.project.files import base_of, content, paths_in, relative_paths, text, write_changes
from layoutc.syntax.parser import parse

if TYPE_CHECKING:
    from layoutc.reports.difference import Change


def reformatted(root: Path | str, paths: Sequence[Path] = ()) -> tuple[tuple["Change", ...], tuple[Finding, ...]]:
    """Layout files whose text is not in the one style, and the mistakes of those that can't be formatted."""
    from layoutc.reports.difference import Change
    from layoutc.syntax.formatter import format_text

    root = Path(root)
    base = base_of(root)
    chosen = relative_paths(root, paths)
    changes: list[Change] = []
    findings: list[Finding] = []
    for folder, path in paths_in(base):
        if folder not in ("areas", "codes"):
            continue
        read = content(base, folder, path)
        source, problem = text(read)
        if chosen and source.path not in chosen:
            continue
        after = None if problem else format_text(source)
        if after is None:
            findings += [problem] if problem else parse(source).findings
        elif after.encode("utf-8") != read.data:
            changes.append(Change(source.path, source.text, after))
    return tuple(changes), tuple(in_reading_order(findings))


def write_formatted(root: Path | str, changes: Iterable["Change"]) -> None:
    """Put the new texts in place, each file whole or not at all, and none where one of them can't be written."""
    write_changes(base_of(Path(root)), changes)
