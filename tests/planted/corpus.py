"""The corpus in memory, and the stages run over it: text changes in, what is found and what is compiled out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.resolver import resolve
from layoutc.checks.registry import run_checks
from layoutc.checks.verdicts import Outcome
from layoutc.emit.registry import emit
from layoutc.findings import Finding
from layoutc.source import SourceFile
from layoutc.syntax import tree
from layoutc.syntax.documents import Document, DocumentKind, read_document
from layoutc.syntax.parser import Parsed, parse

_QUERIER = re.compile(r"^querier: (\w+)$", re.MULTILINE)
LAYOUTS = Path(__file__).parents[2] / "layouts"
DOCUMENTS: tuple[DocumentKind, ...] = ("registry", "law", "needs")

Key = tuple[str, ...]
Edits = Mapping[str, str | None]  # path below layouts/ → new text; None: no such file


def key(found: Finding) -> Key:
    """The rule and the subject; for a finding about no subject the rule, the file and the text it points at."""
    about = found.subject
    names = (about.area, about.provider, about.querier, about.procedure, about.item)
    if any(names):
        return (found.rule.id, *(name or "" for name in names))
    return (found.rule.id, found.place.file.path, found.place.text())


@dataclass(frozen=True, slots=True)
class Result:
    """`declared` are the mistakes of texts and declarations, `checked` what the cross-check says besides."""

    catalog: Catalog
    declared: tuple[Finding, ...]
    checked: tuple[Finding, ...]

    @property
    def keys(self) -> Counter[Key]:
        return Counter(key(found) for found in (*self.declared, *self.checked))

    @property
    def said(self) -> Counter[tuple[object, ...]]:
        """All that is said but for the places."""
        return Counter(
            (found.rule.id, found.subject, found.message, found.help, found.impact, len(found.related))
            for found in (*self.declared, *self.checked)
        )

    def compiled(self) -> dict[str, str]:
        return {artifact.path: artifact.text for artifact in emit(self.catalog)}


def read_texts() -> dict[str, str]:
    return {
        path.relative_to(LAYOUTS).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(LAYOUTS.rglob("*"))
        if path.is_file()
    }


@dataclass(slots=True)
class Corpus:
    """The texts, read once; an edited file is read anew, the others are not."""

    texts: Mapping[str, str]
    _read: dict[str, Parsed | Document] = field(default_factory=dict)
    _baselines: dict[date, Result] = field(default_factory=dict)

    def baseline(self, day: date) -> Result:
        if day not in self._baselines:
            self._baselines[day] = self.run({}, day)
        return self._baselines[day]

    def run(self, edits: Edits, day: date) -> Result:
        """The stages over the edited corpus."""
        (result,) = self.runs(edits, (day,))
        return result

    def runs(self, edits: Edits, days: Sequence[date], order: tuple[str, ...] | None = None) -> list[Result]:
        """For each day, with the files read once; `order` is that of the files, by their paths."""
        paths = order or tuple(sorted({*self.texts, *edits}))
        sources = [self._file(path, edits) for path in paths if edits.get(path, "") is not None]
        layouts = [each for each in sources if isinstance(each, Parsed)]
        registry, law, needs = (
            [each for each in sources if isinstance(each, Document) and each.source.path.startswith(kind)]
            for kind in DOCUMENTS
        )
        resolved = resolve(layouts, registry, law, needs)
        declared = (*(found for each in sources for found in each.findings), *resolved.findings)
        broken = {found.place.file.path for found in declared}
        if any(path.startswith(("registry", "law")) for path in broken):
            return [Result(resolved.catalog, declared, ()) for _ in days]
        silent = {
            node.name.text
            for each in layouts
            if each.source.path in broken
            for node in each.declarations
            if isinstance(node, tree.Area)
        }
        written = [_QUERIER.search(each.source.text) for each in needs if each.source.path in broken]
        groups = resolved.catalog.groups
        owners = {
            kind for name in written if name for kind in (groups[name[1]].kinds if name[1] in groups else [name[1]])
        }
        catalogs = [resolved.catalog.at(day) for day in days]
        return [Result(catalog, declared, _checked(catalog, silent, owners)) for catalog in catalogs]

    def changed(self, texts: Mapping[str, str]) -> "Corpus":
        """The corpus of other texts; those that are the same are not read again."""
        return Corpus(texts, {path: read for path, read in self._read.items() if texts.get(path) == self.texts[path]})

    def _file(self, path: str, edits: Edits) -> Parsed | Document:
        new = edits.get(path)
        if new is not None:
            return _parsed(path, new)
        if path not in self._read:
            self._read[path] = _parsed(path, self.texts[path])
        return self._read[path]


def _parsed(path: str, text: str) -> Parsed | Document:
    source = SourceFile(path, text)
    kind = next((each for each in DOCUMENTS if path.startswith(f"{each}/")), None)
    return read_document(source, kind) if kind else parse(source)


def _checked(catalog: Catalog, silent: set[str], owners: set[str]) -> tuple[Finding, ...]:
    """What the cross-check finds, without what is about areas and queriers whose files have mistakes, as in project.check."""
    checked = run_checks(catalog)
    fallen = {
        (about.area, about.querier, about.procedure, about.item)
        for found in checked.findings
        if (about := found.subject).item and found.rule.id.startswith("need.") and found.rule.id != "need.unknown"
    }
    judged = {
        (each.area, each.querier, each.procedure, each.item)
        for each in checked.verdicts
        if set(each.causes) - {Outcome.OK, Outcome.NOT_STARTED, Outcome.UNKNOWN}  # starts are told once for all needs
    }
    assert fallen == judged, f"findings and verdicts differ: {fallen ^ judged}"
    return tuple(
        found for found in checked.findings if found.subject.area not in silent and found.subject.querier not in owners
    )
