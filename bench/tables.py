"""Figures as tables of Markdown, and their places in README.md."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).resolve().parent / "README.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, its seconds, what it is compared with, and the limit that the project has set itself, if there is one."""

    what: str
    cpu: str
    wall: str
    compared: str = ""
    limit: str = ""
    holds: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.holds is None else "yes" if self.holds else "**no**"


HEAD = ("what", "CPU s", "wall s", "compared", "limit", "holds")


def table(rows: Sequence[Row]) -> str:
    lines = [HEAD, ("---", "--:", "--:", "---", "---", "---")]
    lines += [(row.what, row.cpu, row.wall, row.compared, row.limit, row.verdict) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def missed(rows: Sequence[Row]) -> str:
    """What does not hold, in a sentence."""
    found = [f"{row.what} ({row.compared}, limit {row.limit})" for row in rows if row.holds is False]
    return f"Does not hold: {'; '.join(found)}." if found else "Every limit holds."


def put(name: str, text: str, path: Path = README) -> None:
    """Replaces what stands between the marks of this name. ValueError if there are none."""
    marks = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    before = path.read_text("utf-8")
    if not marks.search(before):
        raise ValueError(f"{path.name} has no place for {name}")
    path.write_text(marks.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", before), "utf-8", newline="\n")
