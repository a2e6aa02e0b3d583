"""What development rests on: declared, locked with hashes, and under licences that anybody may build on. Nothing is asked of a network."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from layoutc.project.installed import licenses

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCK = (ROOT / ".ci" / "lock.txt").read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", LOCK, re.MULTILINE))

# As SPDX names them, or as older metadata does; all let others use, change and pass on what is built on them.
ALLOWED = frozenset(
    {
        "Apache Software License", "Apache-2.0", "Apache 2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "BSD-3", "ISC", "ISC License (ISCL)",
        "MIT", "MIT License", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "Python Software Foundation License", "Unlicense", "0BSD",
    }
)  # fmt: skip
# Their metadata names no licence; the licence file that they bring has been read.
READ = {"sarif-pydantic": "MIT License"}
BROUGHT = {"pydantic_core": "pydantic"}  # each version of pydantic asks for exactly one
OWN = {"layoutc", "layoutc_models", "tests", "bench", "cli", "docs", "examples", "inquiry_client"}


def _requirements(texts: list[str]) -> Iterator[Requirement]:
    for text in texts:
        requirement = Requirement(text)
        if requirement.name != PROJECT["name"]:
            yield requirement


def _names(*texts: list[str]) -> set[str]:
    return {canonicalize_name(each.name) for group in texts for each in _requirements(group)}


@pytest.mark.parametrize(
    "requirement",
    [each for texts in (PROJECT["dependencies"], *EXTRAS.values()) for each in _requirements(texts)],
    ids=str,
)
def test_what_is_locked_is_what_users_may_have(requirement: Requirement) -> None:
    assert requirement.specifier.contains(LOCKED[canonicalize_name(requirement.name)])


def test_every_locked_file_has_its_hash_and_no_address() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(re.findall("==", re.sub(r";[^\\\n]*", "", LOCK)))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK
    assert "--index" not in LOCK


def test_every_licence_is_one_that_is_allowed() -> None:
    strange: dict[str, tuple[str, ...]] = {}
    looked_at = 0
    for name in LOCKED:
        try:
            said, _ = licenses(distribution(name))
        except PackageNotFoundError:
            continue  # for another system or Python
        looked_at += 1
        if name not in READ and not any(map(_allowed, said)):
            strange[name] = said
    assert strange == {}
    assert looked_at > 40


def _allowed(licence: str) -> bool:
    """Of what is joined by AND each, of what is joined by OR one must be; parentheses are passed over."""
    return licence in ALLOWED or all(
        any(term.strip("() ") in ALLOWED for term in part.split(" OR ")) for part in licence.split(" AND ")
    )


@pytest.mark.parametrize("name", READ)
def test_the_licence_that_was_read_is_still_there(name: str) -> None:
    texts = [file.read_text("utf-8") for file in distribution(name).files or () if file.name.startswith("LICENSE")]
    assert any(READ[name] in text for text in texts)


def _imported(folder: Path) -> set[str]:
    """The packages that the Python files of a folder import, less Python's own and this repository's."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - OWN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("compiler/layoutc", _names(PROJECT["dependencies"], EXTRAS["arrow"])),
        ("generated/layoutc_models", _names(PROJECT["dependencies"])),
        ("tests", _names(PROJECT["dependencies"], *EXTRAS.values())),
        ("examples", _names(PROJECT["dependencies"], *EXTRAS.values())),
    ],
)
def test_what_is_imported_is_declared(folder: str, declared: set[str]) -> None:
    brings = packages_distributions()
    for package in sorted(_imported(ROOT / folder)):
        owners = {canonicalize_name(name) for name in brings.get(BROUGHT.get(package, package), [])}
        assert owners & declared, (
            f"{package} is imported in {folder} and declared nowhere ({owners or 'not installed'})"
        )
