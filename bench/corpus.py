"""Makes a project that is this one several times over: areas, code lists, kinds, procedures, needs and law, each copy under names of its own.

python bench/corpus.py FOLDER TIMES
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

MOST = 100  # a copy's number takes the two digits of a code that are 00 in every layout
LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
ROWS_A_COPY = 1000  # above every row of the legal table

_DECLARED = re.compile(r"^(?:area|codes)\s+([a-z][a-z0-9_]*)", re.MULTILINE)
_TABLES = ("kinds", "groups", "ministries", "procedures")
_KEY = re.compile(r"(?: {2})?([a-z][a-z0-9_]*):")
_WIRE_CODE = re.compile(r"\b(T[MK][0-9])00([0-9]{11})\b")
_ROW_LINE = re.compile(r"^\s*(?:- )?(?:row|rows): .*$", re.MULTILINE)
_ROW = re.compile(r'"([0-9]+)(?=[の"])')
_INSTITUTION = re.compile(r"^  - name: (.+)$", re.MULTILINE)
_ONCE = ("registry/editions.yaml", "registry/notice.yaml", "registry/selections.yaml")
_NETWORK_START = re.compile(r"^network_start: .*\n", re.MULTILINE)


def multiply(folder: Path, times: int, layouts: Path = LAYOUTS) -> Path:
    """Writes `folder/layouts`, `times` the size of `layouts`, and returns `folder`. ValueError beyond 1 to MOST."""
    if not 1 <= times <= MOST:
        raise ValueError(f"between 1 and {MOST} times, not {times}")
    texts = _texts(layouts)
    for number in range(times):
        for path, text in copy_of(texts, number).items():
            target = folder / "layouts" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
    return folder


def copy_of(texts: Mapping[str, str], number: int) -> dict[str, str]:
    """The files of one copy, by their paths below `layouts/`; number 0 is what it is made from."""
    if not number:
        return dict(texts)
    names = re.compile(rf"(?<![A-Za-z0-9_])({'|'.join(sorted(_names(texts)))})(?![A-Za-z0-9_])")
    return {
        _numbered(path, number): _copy(path, text, names, number) for path, text in texts.items() if path not in _ONCE
    }


def _texts(layouts: Path) -> dict[str, str]:
    files = sorted(path for path in layouts.rglob("*") if path.is_file())
    return {path.relative_to(layouts).as_posix(): path.read_text("utf-8") for path in files}


def _names(texts: Mapping[str, str]) -> set[str]:
    """What the copies must not share: areas, code lists, kinds, groups, ministries, procedures."""
    found: set[str] = set()
    for path, text in texts.items():
        found |= set(_table_names(text)) if path.startswith("registry/") else set(_DECLARED.findall(text))
    return found


def _table_names(text: str) -> Iterator[str]:
    table = ""
    for line in text.splitlines():
        key = _KEY.match(line)
        if key and not line.startswith(" "):
            table = key[1]
        elif key and table in _TABLES:
            yield key[1]


def _numbered(path: str, number: int) -> str:
    stem, _, ending = path.rpartition(".")
    return f"{stem}_{number}.{ending}"


def _copy(path: str, text: str, names: re.Pattern[str], number: int) -> str:
    text = names.sub(rf"\g<1>_{number}", text)
    if path.endswith(".layout"):
        return _WIRE_CODE.sub(rf"\g<1>{number:02}\g<2>", text)
    if path.startswith(("law/", "registry/")):
        text = _ROW_LINE.sub(lambda line: _ROW.sub(lambda row: f'"{int(row[1]) + number * ROWS_A_COPY}', line[0]), text)
    if path == "registry/starts.yaml":
        text = _NETWORK_START.sub("", text)
    if path == "registry/institutions.yaml":
        text = _INSTITUTION.sub(rf"  - name: \g<1>（{number}）", text)
    return text


if __name__ == "__main__":
    multiply(Path(sys.argv[1]), int(sys.argv[2]))
