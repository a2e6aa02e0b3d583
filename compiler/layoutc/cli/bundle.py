"""layoutc bundle: an edition as a parcel, written or verified."""

from pathlib import Path
from typing import Any

import click

from layoutc.cli import names
from layoutc.cli.call import Call, call_of, day_of, editions_of
from layoutc.cli.options import Words
from layoutc.cli.refusals import CallError
from layoutc.cli.showing import colour, show, show_mistakes
from layoutc.emit.registry import NAMES
from layoutc.messages import bundle as say_bundle
from layoutc.messages import cli as say

_FILE = click.Path(path_type=Path)


def command(words: Words) -> click.Command:
    @words.command("bundle", say.BUNDLE)
    @words.dated
    @words.option("--out", type=_FILE, metavar="FILE", help=say.BUNDLE_OUT)
    @words.option("--emit", multiple=True, type=click.Choice(NAMES), help=say.BUNDLE_EMIT)
    @words.option("--sbom", type=_FILE, metavar="FILE", help=say.SBOM)
    @words.option("--verify", type=_FILE, metavar="FILE", help=say.VERIFY)
    @words.option("--against", type=_FILE, metavar="DIR", help=say.AGAINST)
    @words.common
    def bundle(verify: Path | None, against: Path | None, **arguments: Any) -> int:
        call = call_of(words.language, arguments)
        if verify is None:
            if against is not None:
                raise CallError(say_bundle.only_with("--against", "--verify"))
            return _write(call, **arguments)
        for name, value in arguments.items():
            if value:
                raise CallError(say_bundle.not_together(f"--{name.replace('_', '-')}", "--verify"))
        return _verify(call, verify, against)

    return bundle


def _write(
    call: Call, as_of: str | None, edition: str | None, out: Path | None, emit: tuple[str, ...], sbom: Path | None
) -> int:
    from layoutc import project
    from layoutc.project import bundling

    loaded = project.load(call.root)
    if as_of is None and edition is None:
        known = editions_of(loaded)
        raise CallError(say_bundle.name_the_day(), names.listed(known) if known.words else None)
    day = day_of(loaded, as_of, edition)
    if loaded.findings:
        return show_mistakes(call, loaded, day)
    made = bundling.bundle(loaded, day, edition, emit)
    target = out or Path(bundling.default_name(day, edition))
    project.write_file(target, made.content)
    size = f"{len(made.content) / 1_000_000:.1f} MB"
    call.tell(say_bundle.packed(str(target), len(made.manifest.files) + 1, size, made.digest, made.findings))
    if missing := bundling.left_out(emit):
        call.tell(say_bundle.left_out(missing))
    if sbom:
        project.write_file(sbom, bundling.sbom_of(made, target.name).encode("utf-8"))
        call.tell(say_bundle.sbom_written(str(sbom)))
    return 0


def _verify(call: Call, path: Path, against: Path | None) -> int:
    from layoutc import project
    from layoutc.project import bundling
    from layoutc.reports import parcel

    loaded = None if against is None else project.load(against)
    if loaded and loaded.findings:
        return show_mistakes(call, loaded, None)
    verified = bundling.verify(path, loaded)
    show(parcel.render(verified, call.language, colour=colour()))
    return 0 if verified.right else 1
