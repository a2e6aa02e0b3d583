"""Small projects for tests: the base project with files put over it, loaded or checked."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from shutil import copytree

from layoutc import project
from layoutc.findings import Finding
from layoutc.reports.report import Report

BASE = Path(__file__).parent / "rules" / "base"
DAY = date(2017, 7, 31)


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files, paths below `layouts/`; lone surrogates become the broken bytes they stand for."""
    for path, text in files.items():
        target = folder / "layouts" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def over_base(folder: Path, files: Mapping[str, str]) -> Path:
    """The base project with these files put over it."""
    copytree(BASE, folder, dirs_exist_ok=True)
    return put(folder, files)


def base_text(path: str) -> str:
    """A file of the base project, by its path below `layouts/`."""
    return (BASE / "layouts" / path).read_text("utf-8")


def checked(folder: Path, day: date = DAY) -> Report:
    return project.check(project.load(folder), day)


def ids(findings: Iterable[Finding]) -> list[str]:
    return [found.rule.id for found in findings]
