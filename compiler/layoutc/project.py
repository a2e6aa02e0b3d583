"""A project folder: find its files, run the stages. The only place that reads a disk or a clock."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Waiver
from layoutc.catalog.resolver import resolve
from layoutc.catalog.scope import Scope
from layoutc.catalog.waivers_reader import read_waivers
from layoutc.checks.rules import OUTCOME_OF, WAIVABLE
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Finding, Text, in_reading_order
from layoutc.messages import project as say
from layoutc.messages import syntax as say_syntax
from layoutc.reports.report import Report
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules, tree
from layoutc.syntax.documents import Document, DocumentKind, Mapping, Scalar, read_document
from layoutc.syntax.parser import Parsed, parse

if TYPE_CHECKING:
    from layoutc.checks.waivers import Waived
    from layoutc.emit.artifacts import Artifact
    from layoutc.emit.output import Difference
    from layoutc.reports.difference import Change

LAYOUTS = "layouts"
MAX_BYTES = 100_000_000
_JAPAN = timezone(timedelta(hours=9))
_FOLDERS: dict[str, tuple[str, ...]] = {
    "areas": (".layout",),
    "codes": (".codes",),
    "registry": (".yaml", ".yml"),
    "law": (".yaml", ".yml"),
    "needs": (".yaml", ".yml"),
}
_WAIVERS = "waivers.yaml"


class ProjectError(Exception):
    """The call or the machine is at fault; `text` says what and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Loaded:
    """All files of a project, read and resolved.

    `findings` are the mistakes of the texts and of the declarations. `broken_areas` and `broken_queriers` are those
    whose files have mistakes; the cross-check says nothing about them, for it might only repeat a mistake in other
    words. `checkable` is False when that would be true of everything: the registry or the law has mistakes.
    """

    root: Path
    catalog: Catalog
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]
    broken_areas: frozenset[str]
    broken_queriers: frozenset[str]
    checkable: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings to show; an empty choice takes all. `paths` are relative to the project."""

    queriers: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


def today() -> date:
    """Today in Japan, where editions change."""
    return datetime.now(_JAPAN).date()


def shipped() -> Path:
    """The project that came with layoutc: its `layouts/` lie in the package, or beside it in a checkout."""
    package = Path(str(files("layoutc")))
    return package if (package / "_layouts").is_dir() else package.parent.parent


def load(root: Path | str = ".") -> Loaded:
    """Read a project. Mistakes in its files are findings; ProjectError where there is no readable project."""
    root = Path(root)
    base = _base(root)
    found: dict[str, list[SourceFile]] = {folder: [] for folder in (*_FOLDERS, "waivers")}
    unreadable: list[Finding] = []
    for folder, path in _paths(base):
        source, problem = _read(base, path)
        if problem:
            unreadable.append(problem)
        found[folder].append(source)
    layouts = [parse(source) for folder in ("areas", "codes") for source in found[folder]]
    registry = _documents(found, "registry")
    law = _documents(found, "law")
    needs = _documents(found, "needs")
    waivers = _documents(found, "waivers")
    resolved = resolve(layouts, registry, law, needs)
    texts: list[Parsed | Document] = [*layouts, *registry, *law, *needs, *waivers]
    scope = Scope()
    waived = read_waivers(scope, waivers, [source for sources in found.values() for source in sources], WAIVABLE)
    garbled = {found.place.file.path for found in unreadable if "\ufffd" in (found.place.file.text or "\ufffd")}
    told = (finding for each in texts for finding in each.findings if each.source.path not in garbled)
    problems = [*unreadable, *told, *resolved.findings]
    broken = {finding.place.file.path for finding in problems}
    tables = {document.source.path for document in (*registry, *law)}
    owners = [_queriers(resolved.catalog, document) for document in needs if document.source.path in broken]
    return Loaded(
        root=root,
        catalog=resolved.catalog,
        waivers=waived,
        findings=tuple(in_reading_order([*problems, *scope.findings])),
        broken_areas=frozenset(_areas_in(layouts, broken)),
        broken_queriers=frozenset().union(*owners),
        checkable=not broken & tables and all(owners),
    )


def check(loaded: Loaded, day: date | None = None, selection: Selection | None = None) -> Report:
    """Everything that is wrong on one day (today if None), restricted to a selection."""
    from layoutc.checks.registry import run_checks
    from layoutc.checks.standstill import fixes, standstills
    from layoutc.checks.waivers import waive

    day = day or today()
    findings, verdicts = list(loaded.findings), list[Verdict]()
    waived: tuple[Waived, ...] = ()
    catalog = loaded.catalog.at(day)
    if loaded.checkable:
        checked = run_checks(catalog)
        reliable = [
            finding
            for finding in checked.findings
            if not _unreliable(loaded, finding.subject.area, finding.subject.querier)
        ]
        reported, waived = waive(reliable, loaded.waivers, day)
        findings += reported
        verdicts = [
            replace(verdict, causes=(Outcome.UNKNOWN,))
            if _unreliable(loaded, verdict.area, verdict.querier)
            else verdict
            for verdict in checked.verdicts
        ]
    if selection:
        findings = [finding for finding in findings if _selected(finding, selection)]
        waived = tuple(each for each in waived if _selected(each.finding, selection))
        verdicts = [
            verdict
            for verdict in verdicts
            if (not selection.queriers or verdict.querier in selection.queriers)
            and (not selection.areas or verdict.area in selection.areas)
        ]
    return Report(
        day,
        tuple(in_reading_order(findings)),
        tuple(verdicts),
        loaded.checkable,
        waived,
        standstills(catalog, _weighed(verdicts, selection) if selection else verdicts),
        fixes(findings),
        catalog.notice,
    )


def artifacts(
    loaded: Loaded, day: date | None = None, emitters: Sequence[str] = (), pair: tuple[str, str] | None = None
) -> tuple[tuple["Artifact", ...], tuple[str, ...] | None]:
    """The files that `compile` writes, and the folders or files within which it may write and remove (None: all)."""
    from layoutc.emit.registry import NAMES, emit, folders, paths_of

    names = tuple(emitters) or NAMES
    made = emit(loaded.catalog.at(day or today()), names)
    if pair is None:
        return made, folders(names)
    within = paths_of(*pair, names)
    return tuple(each for each in made if any(_inside(each.path, path) for path in within)), within


def compile(  # noqa: A001  the command's own name
    loaded: Loaded,
    out: Path | str | None = None,
    day: date | None = None,
    emitters: Sequence[str] = (),
    pair: tuple[str, str] | None = None,
) -> "Difference":
    """Write JSON Schema and Pydantic models below `out` (`generated/` of the project if None).

    ProjectError when the layouts have mistakes or the folder can't be written.
    """
    from layoutc.emit import output

    if loaded.findings:
        raise ProjectError(say.layouts_have_mistakes(len(loaded.findings)))
    made, within = artifacts(loaded, day, emitters, pair)
    try:
        return output.write(out_folder(loaded, out), made, within)
    except output.OutputError as error:
        raise ProjectError(error.text) from None


def pending(
    loaded: Loaded,
    out: Path | str | None = None,
    day: date | None = None,
    emitters: Sequence[str] = (),
    pair: tuple[str, str] | None = None,
) -> tuple["Change", ...]:
    """What `compile` would change, with the texts before and after; nothing is written."""
    from layoutc.emit import output
    from layoutc.reports.difference import Change

    made, within = artifacts(loaded, day, emitters, pair)
    try:
        planned = output.planned(out_folder(loaded, out), made, within)
    except output.OutputError as error:
        raise ProjectError(error.text) from None
    return tuple(Change(*each) for each in planned)


def reformatted(root: Path | str, paths: Sequence[Path] = ()) -> tuple[tuple["Change", ...], tuple[Finding, ...]]:
    """Layout files whose text is not in the one style, and the mistakes of those that can't be formatted."""
    from layoutc.reports.difference import Change
    from layoutc.syntax.formatter import format_text

    root = Path(root)
    base = _base(root)
    chosen = relative_paths(root, paths)
    changes: list[Change] = []
    findings: list[Finding] = []
    for folder, path in _paths(base):
        if folder not in ("areas", "codes"):
            continue
        source, problem = _read(base, path)
        if chosen and source.path not in chosen:
            continue
        after = None if problem else format_text(source)
        if after is None:
            findings += [problem] if problem else parse(source).findings
        elif after.encode("utf-8") != path.read_bytes():
            changes.append(Change(source.path, source.text, after))
    return tuple(changes), tuple(in_reading_order(findings))


def write_formatted(root: Path | str, changes: Iterable["Change"]) -> None:
    """Put the new texts in place, each file whole or not at all."""
    from layoutc.emit import output

    base = _base(Path(root))
    for change in changes:
        path = change.path.removeprefix(f"{LAYOUTS}/")
        try:
            output.replace_file(base, path, (change.after or "").encode("utf-8"))
        except output.OutputError as error:
            raise ProjectError(error.text) from None


def relative_paths(root: Path | str, paths: Sequence[Path]) -> frozenset[str]:
    """Paths as a person gives them → paths of files of the project. ProjectError for one that is not in it."""
    root = Path(root)
    base = _base(root)
    known = [_shown(base, path) for _, path in _paths(base)]
    chosen: set[str] = set()
    for path in paths:
        relative = _relative(root, path)
        inside = {each for each in known if each == relative or each.startswith(f"{relative}/") or relative == "."}
        if not inside:
            raise ProjectError(say.not_in_project(str(path)))
        chosen |= inside
    return frozenset(chosen)


def internal_error_file(details: str) -> str:
    """Keeps the details of a fault of layoutc's own in a file to report; returns its path."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="layoutc-error-", suffix=".txt", delete=False
    ) as file:
        file.write(details)
    return file.name


def out_folder(loaded: Loaded, out: Path | str | None) -> Path:
    return Path(out) if out is not None else loaded.root / "generated"


def _base(root: Path) -> Path:
    """The folder that holds `areas/` and the others."""
    for base in (root / LAYOUTS, root / "_layouts"):
        if base.is_dir():
            return base
    raise ProjectError(say.no_project(str(root)))


def _paths(base: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the project with its folder, in an order that no file system decides."""
    for folder, endings in _FOLDERS.items():
        found: list[Path] = []

        def failed(error: OSError) -> None:
            raise ProjectError(say.unreadable(error.filename or "", error.strerror or ""))

        for where, inner, names in os.walk(base / folder, onerror=None if not (base / folder).exists() else failed):
            inner.sort()
            found += [Path(where) / name for name in names if name.endswith(endings)]
        for path in sorted(found, key=lambda each: each.as_posix()):
            yield folder, path
    if (base / _WAIVERS).exists():
        yield "waivers", base / _WAIVERS


def _shown(base: Path, path: Path) -> str:
    return f"{LAYOUTS}/{path.relative_to(base).as_posix()}"


def _relative(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        raise ProjectError(say.not_in_project(str(path))) from None


def _read(base: Path, path: Path) -> tuple[SourceFile, Finding | None]:
    shown = _shown(base, path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            empty = SourceFile(shown, "")
            message = say_syntax.too_long(size, MAX_BYTES)
            return empty, Finding(rules.LIMIT, Place(empty, Span(0, 0)), message, say_syntax.split_the_file())
        content = path.read_bytes()
    except OSError as error:
        raise ProjectError(say.unreadable(shown, error.strerror or "")) from None
    try:
        return SourceFile(shown, content.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        return _not_utf8(shown, content, error.start)


def _not_utf8(shown: str, content: bytes, at: int) -> tuple[SourceFile, Finding]:
    """The text as well as it can be read, so that its other mistakes show too, and what is to be done."""
    codec, name = _likely_encoding(content)
    source = SourceFile(shown, content.decode(codec, "replace"))
    start = len(content[:at].decode(codec, "replace"))
    place = Place(source, Span(start, min(start + 1, len(source.text))))
    return source, Finding(rules.ENCODING, place, say_syntax.not_utf8(name), say_syntax.save_as_utf8())


def _likely_encoding(content: bytes) -> tuple[str, str | None]:
    """The codec to read with, and its name for people if it is more than a guess."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16"
    for codec, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            content.decode(codec)
        except UnicodeDecodeError:
            continue
        return codec, name
    return "utf-8-sig", None


def _documents(found: dict[str, list[SourceFile]], kind: DocumentKind) -> list[Document]:
    return [read_document(source, kind) for source in found[kind]]


def _areas_in(layouts: Iterable[Parsed], broken: set[str]) -> Iterator[str]:
    for parsed in layouts:
        if parsed.source.path in broken:
            yield from (node.name.text for node in parsed.declarations if isinstance(node, tree.Area))


def _queriers(catalog: Catalog, document: Document) -> frozenset[str]:
    """Whose needs a document holds; empty if even that can't be read."""
    entries = document.outline.entries if isinstance(document.outline, Mapping) else {}
    querier = entries.get("querier")
    name = querier.value if isinstance(querier, Scalar) else None
    if not isinstance(name, str):
        return frozenset()
    if name in catalog.groups:
        return frozenset(catalog.groups[name].kinds)
    return frozenset([name]) if name in catalog.kinds else frozenset()


def _unreliable(loaded: Loaded, area: str | None, querier: str | None) -> bool:
    """A finding about these may come only from a mistake that is reported already."""
    unread = bool(loaded.findings) and area is not None and area not in loaded.catalog.areas
    return unread or area in loaded.broken_areas or querier in loaded.broken_queriers


def _selected(finding: Finding, selection: Selection) -> bool:
    subject = finding.subject
    for chosen, name in (
        (selection.queriers, subject.querier),
        (selection.providers, subject.provider),
        (selection.areas, subject.area),
    ):
        if chosen and name is not None and name not in chosen:
            return False
    if selection.providers and subject.area is None and subject.querier and subject.provider is None:
        return False  # it is the querier itself that has not started
    if selection.rules and finding.rule.id not in selection.rules:
        return False
    places = {finding.place.file.path, *(related.place.file.path for related in finding.related)}
    return not selection.paths or bool(places & selection.paths)


def _weighed(verdicts: Iterable[Verdict], selection: Selection) -> list[Verdict]:
    """The verdicts by the chosen rules alone. A verdict names no provider and no file: a choice of these leaves none."""
    if selection.providers or selection.paths:
        return []
    if not selection.rules:
        return list(verdicts)
    outcomes = {OUTCOME_OF[rule] for rule in selection.rules if rule in OUTCOME_OF}
    causes = ((each, tuple(cause for cause in each.causes if cause in outcomes)) for each in verdicts)
    return [replace(verdict, causes=chosen) for verdict, chosen in causes if chosen]


def _inside(path: str, within: str) -> bool:
    return path == within or path.startswith(within.rstrip("/") + "/")
