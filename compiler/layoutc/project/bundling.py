"""An edition as a parcel: everything about one day in one archive, and an archive verified."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from layoutc.emit import archive, output, parcel
from layoutc.emit.literals import python_literal
from layoutc.emit.manifest import NAME, digest
from layoutc.emit.registry import EMITTERS, NAMES, OWN
from layoutc.frozen import dataclass
from layoutc.messages import bundle as say
from layoutc.messages import project as say_project
from layoutc.project.checking import check
from layoutc.project.compiling import artifacts
from layoutc.project.exporting import workbook
from layoutc.project.files import ProjectError, base_of, paths_in, shown
from layoutc.project.installed import software, versions
from layoutc.project.loading import Loaded
from layoutc.records.sample_files import sample_files
from layoutc.reports import json, sbom, text
from layoutc.reports.parcel import Verified
from layoutc.reports.report import Report
from layoutc.version import VERSION

TOOL = f"layoutc {VERSION}"
_LIBRARIES = ("holidays", "XlsxWriter")  # the calendar of the check, and the workbook
_PACKAGE_OF = {"arrow": "pyarrow"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A parcel that is not yet written; `findings` counts what the check of that day said."""

    manifest: parcel.Manifest
    content: bytes
    findings: int

    @property
    def digest(self) -> str:
        return digest(self.content)


def bundle(loaded: Loaded, day: date, edition: str | None = None, formats: Sequence[str] = ()) -> Bundle:
    """The parcel of a day. Without `formats`, of all those that rest on layoutc alone, so that every machine makes the same.

    ProjectError where the layouts can't be read, a format's package is not installed, or the parcel would be too large.
    """
    if loaded.findings:
        raise ProjectError(say_project.layouts_have_mistakes(len(loaded.findings)))
    report = check(loaded, day)
    chosen = tuple(name for name in NAMES if name in (formats or OWN))
    files = dict(_files(loaded, day, edition, report, chosen))
    notice = loaded.catalog.notice
    libraries = versions(_LIBRARIES + tuple(_PACKAGE_OF[name] for name in chosen if name in _PACKAGE_OF))
    manifest = parcel.Manifest(TOOL, libraries, edition, day, notice, chosen, parcel.listed(files))
    files[NAME] = parcel.data(manifest)
    try:
        return Bundle(manifest, archive.packed(files, day), len(report.findings))
    except archive.ArchiveError as error:
        raise ProjectError(error.text) from None


def sbom_of(made: Bundle, parcel_name: str) -> str:
    """What is installed here and made the parcel; this differs from machine to machine, so it lies beside the parcel."""
    extras = frozenset(each.extra for each in EMITTERS if each.extra and each.name in made.manifest.formats)
    return sbom.render(parcel_name, made.digest, software(extras))


def verify(path: Path, against: Loaded | None = None) -> Verified:
    """A parcel held against its manifest and, if given, against a project. Nothing is extracted.

    ProjectError for a file that can't be read, is no parcel or is hostile.
    """
    content = _content(path)
    try:
        found = archive.unpacked(content)
        manifest = parcel.read(found.get(NAME) or b"")
        if manifest is None:
            raise archive.ArchiveError(say.no_manifest())
        intact = {name: each for name, each in found.items() if each is not None}
        canonical = len(intact) == len(found) and archive.packed(intact, manifest.day) == content
        of_project = None if against is None else _of_project(manifest, against, found)
    except archive.ArchiveError as error:
        raise ProjectError(say.unusable(str(path), error.text)) from None
    return Verified(
        manifest.edition,
        manifest.day,
        manifest.tool,
        digest(content),
        len(manifest.files),
        parcel.compared(manifest.files, found),
        canonical,
        of_project,
        tuple(_other_versions(manifest)),
    )


def default_name(day: date, edition: str | None) -> str:
    """`layouts_EDITION_DAY.zip`, with nothing in it that a file system refuses."""
    plain = "".join(each if each.isalnum() or each in "-." else "_" for each in edition or "")
    return "_".join(part for part in ("layouts", plain[:60], f"{day}.zip") if part)


def left_out(formats: Sequence[str]) -> list[str]:
    """The formats that are not in a parcel for which none was named."""
    return [] if formats else [name for name in NAMES if name not in OWN]


def _files(
    loaded: Loaded, day: date, edition: str | None, report: Report, formats: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    yield from _sources(loaded.root)
    for artifact in artifacts(loaded, day, formats)[0]:
        yield f"generated/{artifact.path}", artifact.data
    for sample in sample_files(loaded.catalog.at(day)):
        yield sample.path, sample.data
    yield "report/check.json", json.render(report).encode("utf-8")
    for language in ("ja", "en"):
        yield f"report/check.{language}.txt", text.render(report, language).encode("utf-8")
    yield "layouts.xlsx", archive.stored(workbook(loaded, day, edition), day)
    about = f"{loaded.catalog.notice}\n\n{say.README.ja}\n{say.README.en}".lstrip("\n")
    yield "README.txt", about.encode("utf-8")


def _sources(root: Path) -> Iterator[tuple[str, bytes]]:
    base = base_of(root)
    for _, path in paths_in(base):
        yield shown(path), _content(base / path)


def _of_project(manifest: parcel.Manifest, against: Loaded, found: dict[str, bytes | None]) -> output.Difference:
    for name in manifest.formats:
        if name not in NAMES:
            raise archive.ArchiveError(say.unknown_format(python_literal(name)))
    now = bundle(against, manifest.day, manifest.edition, manifest.formats)
    return parcel.compared(now.manifest.files, found)


def _other_versions(manifest: parcel.Manifest) -> Iterator[str]:
    if manifest.tool != TOOL:
        yield f"{manifest.tool} → {TOOL}"
    here = versions(manifest.libraries)
    for name, version in manifest.libraries.items():
        if here.get(name) != version:
            yield f"{name} {version} → {here.get(name, '-')}"


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(archive.MAX_BYTES + 1)
    except OSError as error:
        raise ProjectError(say_project.unreadable(str(path), error.strerror or "")) from None
    if len(content) > archive.MAX_BYTES:
        raise ProjectError(say.unusable(str(path), say.too_large(archive.LIMIT)))
    return content
