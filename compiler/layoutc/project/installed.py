"""What is installed on this machine: layoutc and the distributions that it depends on."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from layoutc.messages import bundle as say
from layoutc.project.files import ProjectError
from layoutc.reports.sbom import Software

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


def software(extras: frozenset[str] = frozenset()) -> tuple[Software, ...]:
    """layoutc and all that it needs, as installed, sorted by name; `extras` of layoutc are those in use.

    What an installed distribution names but is not there (for another system, say) is left out. ProjectError where
    layoutc itself is not installed.
    """
    found: dict[str, tuple[Distribution, frozenset[str]]] = {}
    waiting = ["layoutc"]
    while waiting:
        name = waiting.pop()
        known = None if name in found else _installed(name)
        if known:
            needs = frozenset(_needs(known, extras if name == "layoutc" else frozenset()))
            found[name] = known, needs
            waiting += needs
    if "layoutc" not in found:
        raise ProjectError(say.not_installed())
    return tuple(_described(name, known, needs & found.keys()) for name, (known, needs) in sorted(found.items()))


def _described(name: str, known: Distribution, needs: frozenset[str]) -> Software:
    said, spdx = licenses(known)
    return Software(name, known.version, said[0] if said else None, spdx, tuple(sorted(needs)))


def versions(names: Iterable[str]) -> dict[str, str]:
    """name → installed version, of those that are there."""
    return {name: known.version for name in names if (known := _installed(name))}


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(known: Distribution, extras: frozenset[str]) -> Iterator[str]:
    for requirement in known.requires or ():
        name, extra = _NAME.match(requirement), _EXTRA.search(requirement)
        if name and (extra is None or extra[1] in extras):
            yield re.sub(r"[-_.]+", "-", name[0]).lower()


def licenses(known: Distribution) -> tuple[tuple[str, ...], bool]:
    """What the metadata says: an SPDX expression (and True), else what the classifiers say, else a line of the author's."""
    metadata = known.metadata
    expressions: list[str] = metadata.get_all("License-Expression") or []
    classifiers: list[str] = metadata.get_all("Classifier") or []
    said = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    texts: list[str] = metadata.get_all("License") or []
    lines = [text for text in texts if text and "\n" not in text and len(text) <= 100]
    return tuple(expressions or said or lines), bool(expressions)
