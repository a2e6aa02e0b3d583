"""What a command is told, and the names and days in it, looked up; CallError for what the caller must change."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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


class CallError(Exception):
    """What the caller must change; shown in one or two lines, exit code 2."""

    def __init__(self, text: Text, help_text: Text | None = None) -> None:
        super().__init__(text.en)
        self.text, self.help_text = text, help_text


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
        editions = loaded.catalog.editions
        if edition not in editions:
            raise CallError(say.no_such_name("版", "edition", edition), say.known(sorted(editions)))
        return editions[edition].day
    if as_of is not None:
        day = first_day(as_of) if as_of.count("-") == 2 else None
        if day is None:
            raise CallError(say.not_a_day(as_of))
        return day
    return clock.today()


def known_names(names: Sequence[str], known: Sequence[str], what_ja: str, what_en: str) -> frozenset[str]:
    """The names as given. CallError for the first that is not known, with the name that was probably meant."""
    from layoutc.syntax.words import nearest

    for name in names:
        if name not in known:
            meant = nearest(name, known)
            help_text = say.did_you_mean(meant) if meant else say.known(sorted(known)[:30])
            raise CallError(say.no_such_name(what_ja, what_en, name), help_text)
    return frozenset(names)


def selection_of(
    loaded: "Loaded", querier: tuple[str, ...], provider: tuple[str, ...], area: tuple[str, ...]
) -> "Selection":
    from layoutc.project import Selection

    catalog = loaded.catalog
    return Selection(
        queriers=known_names(querier, list(catalog.kinds), "機関の種類", "kind of institution"),
        providers=known_names(provider, list(catalog.kinds), "機関の種類", "kind of institution"),
        areas=known_names(area, list(catalog.areas), "業務分野", "area"),
    )


def pair_of(loaded: "Loaded", text: str, day: date) -> tuple[str, str]:
    """`PROVIDER/QUERIER` as two kinds that exchange something on the day."""
    provider, slash, querier = text.partition("/")
    if not slash:
        raise CallError(say.not_a_pair(text))
    known_names([provider, querier], list(loaded.catalog.kinds), "機関の種類", "kind of institution")
    if not any(key[1:3] == (provider, querier) and items for key, items in loaded.catalog.at(day).exposed.items()):
        raise CallError(say.nothing_exchanged(text, day))
    return provider, querier


def definition_of(loaded: "Loaded", pair: str, area: str, procedure: str | None, day: date) -> "Definition":
    """What a pair exchanges about an area in a procedure, which need not be named where there is only one."""
    from layoutc.emit.definitions import pairs

    provider, querier = pair_of(loaded, pair, day)
    known_names([area], list(loaded.catalog.areas), "業務分野", "area")
    catalog = loaded.catalog.at(day).restricted(frozenset({querier}), frozenset({provider}), frozenset())
    (found,) = pairs(catalog)
    of_area = {each.procedure.name: each for each in found.definitions if each.area.name == area}
    if not of_area:
        areas = dict.fromkeys(each.area.name for each in found.definitions)
        raise CallError(say_sample.area_not_exchanged(pair, area), say.known(list(areas)))
    if procedure is None:
        if len(of_area) > 1:
            raise CallError(say_sample.name_the_procedure(pair, area), say.known(list(of_area)))
        (procedure,) = of_area
    known_names([procedure], list(of_area), "事務", "procedure")
    return of_area[procedure]
