"""What a command is told, and the names and days in it, looked up; CallError for what the caller must change."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layoutc.cli import names
from layoutc.cli.refusals import CallError
from layoutc.dates import first_day
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import cli as say
from layoutc.messages import sample as say_sample

if TYPE_CHECKING:
    from layoutc.emit.definitions import Definition
    from layoutc.project import Loaded, Selection
    from layoutc.project.cache import Entry
    from layoutc.project.files import Content


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is told."""

    root: Path
    language: str
    quiet: bool
    use_cache: bool = True
    of_shipped: bool = False

    def tell(self, text: Text) -> None:
        if not self.quiet:
            click.echo(text.in_language(self.language), err=True)


def call_of(language: str, arguments: dict[str, Any]) -> Call:
    """What every command is told, taken out of its arguments."""
    project, use_shipped = arguments.pop("project"), arguments.pop("shipped")
    if use_shipped:
        from layoutc.project import shipped

        project = shipped()
    language = arguments.pop("lang") or language
    quiet, use_cache = arguments.pop("quiet"), not arguments.pop("no_cache")
    return Call(project or Path(), language, quiet, use_cache, of_shipped=use_shipped)


def refuse_to_write(call: Call, help_text: Text) -> None:
    """CallError where the layouts that came with layoutc would be changed, which are a part of the installed package."""
    if call.of_shipped:
        raise CallError(say.shipped_stay(), help_text)


def entry_of(call: Call, contents: "list[Content]", *told: object, as_of: str | None, edition: str | None) -> "Entry":
    """The entry of the cache for what a command answers when it is told this; nowhere with --no-cache."""
    from layoutc.project import cache, clock

    if not call.use_cache:
        return cache.NOWHERE
    day = None if as_of or edition else clock.today()
    return cache.entry(call.root, contents, [*told, as_of, edition, day])


def loaded_of(call: Call, contents: "list[Content] | None" = None) -> "Loaded":
    """The project, of which only what changed is read again unless there is --no-cache; `contents` are its files, if they are read."""
    from layoutc.project import keeping, load

    return keeping.load_kept(call.root, contents) if call.use_cache else load(call.root, contents)


def day_of(loaded: "Loaded", as_of: str | None, edition: str | None) -> date:
    """The day that --as-of or --edition names; today without them."""
    from layoutc.project import clock

    if as_of is not None and edition is not None:
        raise CallError(say.day_or_edition())
    if edition is not None:
        return loaded.catalog.editions[names.one(edition, editions_of(loaded))].day
    if as_of is not None:
        day = first_day(as_of) if as_of.count("-") == 2 else None
        if day is None:
            raise CallError(say.not_a_day(as_of), _meant_day(as_of))
        return day
    return clock.today()


def _meant_day(text: str) -> Text | None:
    """The day that another form names: 2017/7/31, 平成29年7月31日."""
    from layoutc.workbook.normalise import half_width
    from layoutc.workbook.notation import read_date

    meant = read_date(half_width(text)) or ""
    return say.did_you_mean(meant) if meant.count("-") == 2 and first_day(meant) else None


def editions_of(loaded: "Loaded") -> names.Known:
    return names.unlabelled(say.AN_EDITION, loaded.catalog.editions)


def selection_of(
    loaded: "Loaded", querier: tuple[str, ...], provider: tuple[str, ...], area: tuple[str, ...]
) -> "Selection":
    from layoutc.project import Selection

    kinds = names.kinds(loaded.catalog)
    return Selection(
        queriers=names.chosen(querier, kinds), providers=names.chosen(provider, kinds), areas=areas_of(loaded, area)
    )


def areas_of(loaded: "Loaded", given: Sequence[str]) -> frozenset[str]:
    return names.chosen(given, names.areas(loaded.catalog.areas.values()))


def pair_of(loaded: "Loaded", text: str, day: date) -> tuple[str, str]:
    """`PROVIDER/QUERIER` as two kinds that exchange something on the day."""
    given, slash, asking = text.replace("／", "/").partition("/")
    if not slash:
        raise CallError(say.not_a_pair(text))
    kinds = names.kinds(loaded.catalog)
    provider, querier = names.one(given, kinds), names.one(asking, kinds)
    queriers = {key[2] for key, items in loaded.catalog.at(day).exposed.items() if key[1] == provider and items}
    if querier not in queriers:
        others = names.listed(kinds, sorted(queriers)) if queriers else None
        raise CallError(say.nothing_exchanged(text, day), others)
    return provider, querier


def definition_of(loaded: "Loaded", pair: str, area: str, procedure: str | None, day: date) -> "Definition":
    """What a pair exchanges about an area in a procedure, which need not be named where there is only one."""
    from layoutc.emit.definitions import pairs

    provider, querier = pair_of(loaded, pair, day)
    areas = names.areas(loaded.catalog.areas.values())
    asked = names.one(area, areas)
    catalog = loaded.catalog.at(day).restricted(frozenset({querier}), frozenset({provider}), frozenset())
    (found,) = pairs(catalog)
    of_area = {each.procedure.name: each for each in found.definitions if each.area.name == asked}
    if not of_area:
        others = names.listed(areas, dict.fromkeys(each.area.name for each in found.definitions))
        raise CallError(say_sample.area_not_exchanged(pair, area), others)
    procedures = names.procedures(each.procedure for each in of_area.values())
    if procedure is None:
        if len(of_area) > 1:
            raise CallError(say_sample.name_the_procedure(pair, area), names.listed(procedures))
        (procedure,) = of_area
    return of_area[names.one(procedure, procedures)]
