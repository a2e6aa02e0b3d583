"""The command line: arguments in, exit code out. 0 nothing to report, 1 findings, 2 the call or the machine is at fault."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from layoutc.dates import first_day
from layoutc.findings import Text
from layoutc.messages import cli as say
from layoutc.version import VERSION

if TYPE_CHECKING:
    from layoutc.project import Loaded, Selection
    from layoutc.reports.difference import Change
    from layoutc.reports.report import Report

MANIFEST = "manifest.json"  # its checksums say nothing line by line
MACHINE_FORMATS = ("json", "sarif", "junit")
FORMATS = ("text", "concise", *MACHINE_FORMATS, "github")
LANGUAGES = ("ja", "en")
_Function = TypeVar("_Function", bound=Callable[..., Any])


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

    def tell(self, text: Text) -> None:
        if not self.quiet:
            click.echo(text.in_language(self.language), err=True)


def language_of(arguments: Sequence[str], environment: dict[str, str] | None = None) -> str:
    """`--lang` if given, else by LAYOUTC_LANG and the locale; English where neither says Japanese."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    known = os.environ if environment is None else environment
    for name in ("LAYOUTC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if known.get(name):
            return "ja" if known[name].lower().startswith("ja") else "en"
    return "ja" if sys.platform == "win32" and _windows_is_japanese() else "en"


def _windows_is_japanese() -> bool:
    import locale

    return (locale.getlocale()[0] or "").startswith("Japanese")


@dataclass(frozen=True, slots=True)
class _Words:
    """Options and commands with their help in one language."""

    language: str

    def option(self, *names: str, **settings: Any) -> Callable[[_Function], _Function]:
        return click.option(*names, **{**settings, "help": settings["help"].in_language(self.language)})

    def help_option(self) -> Callable[[_Function], _Function]:
        return click.help_option("-h", "--help", help=say.HELP.in_language(self.language))

    def common(self, function: _Function) -> _Function:
        for decorate in (
            self.help_option(),
            self.option("--quiet", is_flag=True, help=say.QUIET),
            self.option("--lang", type=click.Choice(LANGUAGES), help=say.LANG),
            self.option("--shipped", is_flag=True, help=say.SHIPPED),
            self.option("--project", type=click.Path(path_type=Path), metavar="DIR", help=say.PROJECT),
        ):
            function = decorate(function)
        return function

    def dated(self, function: _Function) -> _Function:
        for decorate in (
            self.option("--edition", metavar="NAME", help=say.EDITION),
            self.option("--as-of", metavar="DAY", help=say.AS_OF),
        ):
            function = decorate(function)
        return function

    def command(self, name: str, about: Text) -> Callable[[Callable[..., int]], click.Command]:
        said = about.in_language(self.language)
        short = said.partition("。")[0] + "。" if self.language == "ja" else said.partition(".")[0]
        return click.command(name, help=said, short_help=short, add_help_option=False)


def build(language: str) -> click.Group:
    """The commands, with their help in one language."""
    words = _Words(language)

    @click.group(
        context_settings={"max_content_width": 100},
        help=say.ABOUT.in_language(language),
        epilog=say.EXIT_CODES.in_language(language),
        add_help_option=False,
    )
    @words.help_option()
    @words.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=say.LANG)  # read by language_of
    @click.version_option(VERSION, "--version", help=say.VERSION.in_language(language), message="layoutc %(version)s")
    def layoutc() -> None:
        pass

    for make in (_check_command, _compile_command, _fmt_command, _explain_command, _matrix_command, _deadlines_command):
        layoutc.add_command(make(words))
    return layoutc


def _check_command(words: _Words) -> click.Command:
    @words.command("check", say.CHECK)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @words.dated
    @words.option("--querier", multiple=True, metavar="KIND", help=say.QUERIER)
    @words.option("--provider", multiple=True, metavar="KIND", help=say.PROVIDER)
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--select", multiple=True, metavar="RULE", help=say.SELECT)
    @words.option("--show-waived", is_flag=True, help=say.SHOW_WAIVED)
    @words.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=say.FORMAT)
    @words.common
    def check(**arguments: Any) -> int:
        return _check(_call(words.language, arguments), **arguments)

    return check


def _compile_command(words: _Words) -> click.Command:
    @words.command("compile", say.COMPILE)
    @words.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=say.OUT)
    @words.option("--check", "check_only", is_flag=True, help=say.CHECK_ONLY)
    @words.option("--diff", is_flag=True, help=say.DIFF)
    @words.dated
    @words.option("--pair", metavar="PROVIDER/QUERIER", help=say.PAIR)
    @words.option("--emit", multiple=True, type=click.Choice(("jsonschema", "pydantic")), help=say.EMIT)
    @words.common
    def compile_(**arguments: Any) -> int:
        return _compile(_call(words.language, arguments), **arguments)

    return compile_


def _fmt_command(words: _Words) -> click.Command:
    @words.command("fmt", say.FMT)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @words.option("--check", "check_only", is_flag=True, help=say.CHECK_ONLY)
    @words.option("--diff", is_flag=True, help=say.DIFF)
    @words.common
    def fmt(**arguments: Any) -> int:
        return _fmt(_call(words.language, arguments), **arguments)

    return fmt


def _explain_command(words: _Words) -> click.Command:
    @words.command("explain", say.EXPLAIN)
    @click.argument("rule_id", required=False, metavar="[RULE]")
    @words.option("--list", "list_all", is_flag=True, help=say.LIST)
    @words.common
    def explain(**arguments: Any) -> int:
        return _explain(_call(words.language, arguments), **arguments)

    return explain


def _matrix_command(words: _Words) -> click.Command:
    formats = click.Choice(("text", "json", "html"))

    @words.command("matrix", say.MATRIX)
    @words.dated
    @words.option("--querier", multiple=True, metavar="KIND", help=say.QUERIER)
    @words.option("--provider", multiple=True, metavar="KIND", help=say.PROVIDER)
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--format", "form", type=formats, default="text", show_default=True, help=say.FORMAT)
    @words.common
    def matrix(**arguments: Any) -> int:
        return _matrix(_call(words.language, arguments), **arguments)

    return matrix


def _deadlines_command(words: _Words) -> click.Command:
    formats = click.Choice(("text", "json"))

    @words.command("deadlines", say.DEADLINES)
    @words.dated
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--selection", metavar="NAME", help=say.SELECTION)
    @words.option("--format", "form", type=formats, default="text", show_default=True, help=say.FORMAT)
    @words.common
    def deadlines(**arguments: Any) -> int:
        return _deadlines(_call(words.language, arguments), **arguments)

    return deadlines


def _call(language: str, arguments: dict[str, Any]) -> Call:
    project, use_shipped = arguments.pop("project"), arguments.pop("shipped")
    if use_shipped:
        from layoutc.project import shipped

        project = shipped()
    return Call(project or Path(), arguments.pop("lang") or language, arguments.pop("quiet"))


def _day(loaded: "Loaded", as_of: str | None, edition: str | None) -> date:
    from layoutc.project import today

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
    return today()


def _known(names: Sequence[str], known: Sequence[str], what_ja: str, what_en: str) -> frozenset[str]:
    from layoutc.syntax.words import nearest

    for name in names:
        if name not in known:
            meant = nearest(name, known)
            help_text = say.did_you_mean(meant) if meant else say.known(sorted(known)[:30])
            raise CallError(say.no_such_name(what_ja, what_en, name), help_text)
    return frozenset(names)


def _rules(names: Sequence[str], rules: Sequence[str]) -> frozenset[str]:
    """Rule ids as given; `need` stands for all rules of that family."""
    families = {rule.partition(".")[0] for rule in rules}
    chosen = [name for name in names if name not in families]
    in_families = {rule for rule in rules if rule.partition(".")[0] in names}
    return _known(chosen, rules, "規則", "rule") | in_families


def _selection(
    loaded: "Loaded", querier: tuple[str, ...], provider: tuple[str, ...], area: tuple[str, ...]
) -> "Selection":
    from layoutc.project import Selection

    catalog = loaded.catalog
    return Selection(
        queriers=_known(querier, list(catalog.kinds), "機関の種類", "kind of institution"),
        providers=_known(provider, list(catalog.kinds), "機関の種類", "kind of institution"),
        areas=_known(area, list(catalog.areas), "業務分野", "area"),
    )


def _check(
    call: Call,
    paths: tuple[Path, ...],
    as_of: str | None,
    edition: str | None,
    querier: tuple[str, ...],
    provider: tuple[str, ...],
    area: tuple[str, ...],
    select: tuple[str, ...],
    show_waived: bool,
    form: str,
) -> int:
    from layoutc import project
    from layoutc.checks.registry import RULES

    loaded = project.load(call.root)
    selection = replace(
        _selection(loaded, querier, provider, area),
        rules=_rules(select, [rule.id for rule in RULES]),
        paths=project.relative_paths(call.root, paths),
    )
    report = project.check(loaded, _day(loaded, as_of, edition), selection)
    if show_waived and form == "text":
        from layoutc.reports import text

        _show(text.render_waived(report, call.language))
    _show(_report(report, form, call.language), machine=form in MACHINE_FORMATS)
    return 1 if report.findings else 0


def _report(report: "Report", form: str, language: str) -> str:
    if form == "json":
        from layoutc.reports import json

        return json.render(report)
    if form == "sarif":
        from layoutc.checks.registry import RULES
        from layoutc.reports import sarif

        return sarif.render(report, RULES, language, VERSION)
    if form == "junit":
        from layoutc.checks.registry import RULES
        from layoutc.reports import junit

        return junit.render(report, RULES, language)
    if form == "github":
        from layoutc.reports import github

        return github.render(report, language)
    if form == "concise":
        from layoutc.reports import concise

        return concise.render(report, language)
    from layoutc.reports import text

    return text.render(report, language, colour=_colour())


def _compile(
    call: Call,
    out: Path | None,
    check_only: bool,
    diff: bool,
    as_of: str | None,
    edition: str | None,
    pair: str | None,
    emit: tuple[str, ...],
) -> int:
    from layoutc import project

    loaded = project.load(call.root)
    if loaded.findings:
        report = project.check(loaded, _day(loaded, as_of, edition))
        _show(_report(report, "text", call.language))
        call.tell(say.nothing_written())
        return 1
    day = _day(loaded, as_of, edition)
    wanted = _pair(loaded, pair, day) if pair is not None else None
    if check_only or diff:
        return _show_changes(call, project.pending(loaded, out, day, emit, wanted), diff)
    done = project.compile(loaded, out, day, emit, wanted)
    folder = str(project.out_folder(loaded, out))
    call.tell(say.written(len(done.added), len(done.changed), len(done.removed), folder))
    return 0


def _pair(loaded: "Loaded", text: str, day: date) -> tuple[str, str]:
    provider, slash, querier = text.partition("/")
    if not slash:
        raise CallError(say.not_a_pair(text))
    _known([provider, querier], list(loaded.catalog.kinds), "機関の種類", "kind of institution")
    if not any(key[1:3] == (provider, querier) and items for key, items in loaded.catalog.at(day).exposed.items()):
        raise CallError(say.nothing_exchanged(text, day))
    return provider, querier


def _show_changes(call: Call, changes: Sequence["Change"], line_by_line: bool) -> int:
    from layoutc.reports import difference

    if line_by_line:
        _show(
            difference.render_unified(
                [each for each in changes if each.path != MANIFEST] or changes, call.language, colour=_colour()
            )
        )
    elif changes:
        _show(difference.render(changes, call.language, colour=_colour()))
    return 1 if changes else 0


def _fmt(call: Call, paths: tuple[Path, ...], check_only: bool, diff: bool) -> int:
    from layoutc import project

    changes, findings = project.reformatted(call.root, paths)
    if findings:
        from layoutc.reports import text

        _show(text.render_findings(findings, call.language, colour=_colour()))
    if check_only or diff:
        return max(_show_changes(call, changes, diff), 1 if findings else 0)
    project.write_formatted(call.root, changes)
    if changes or not findings:
        call.tell(say.formatted(len(changes)))
    return 1 if findings else 0


def _explain(call: Call, rule_id: str | None, list_all: bool) -> int:
    from layoutc.checks.registry import RULES, rule
    from layoutc.reports import explain

    if list_all:
        _show(explain.render_list(RULES, call.language))
        return 0
    if rule_id is None:
        raise CallError(say.name_a_rule())
    found = rule(rule_id)
    if found is None:
        _known([rule_id], [each.id for each in RULES], "規則", "rule")
        return 2
    _show(explain.render(found, call.language, colour=_colour()))
    return 0


def _matrix(
    call: Call,
    as_of: str | None,
    edition: str | None,
    querier: tuple[str, ...],
    provider: tuple[str, ...],
    area: tuple[str, ...],
    form: str,
) -> int:
    from layoutc import project
    from layoutc.reports import matrix

    loaded = project.load(call.root)
    selection = _selection(loaded, querier, provider, area)
    day = _day(loaded, as_of, edition)
    report = project.check(loaded, day, selection)
    catalog = loaded.catalog.at(day).restricted(selection.queriers, selection.providers, selection.areas)
    held = {name for name, each in catalog.areas.items() if each.providers} if provider else None
    verdicts = [each for each in report.verdicts if held is None or each.area in held]
    if form == "json":
        _show(matrix.render_json(catalog, verdicts), machine=True)
    elif form == "html":
        from layoutc.reports import matrix_html

        _show(matrix_html.render(catalog, verdicts, call.language), machine=True)
    else:
        _show(matrix.render(catalog, verdicts, call.language, _width()))
    return 1 if report.findings else 0


def _deadlines(
    call: Call, as_of: str | None, edition: str | None, area: tuple[str, ...], selection: str | None, form: str
) -> int:
    from layoutc import project
    from layoutc.reports import deadlines

    loaded = project.load(call.root)
    if loaded.findings:
        _show(_report(project.check(loaded, _day(loaded, as_of, edition)), "text", call.language))
        return 1
    day, names = _day(loaded, as_of, edition), _known(area, list(loaded.catalog.areas), "業務分野", "area")
    if selection is not None:
        selections = loaded.catalog.selections
        if selection not in selections:
            raise CallError(say.no_such_name("選定", "selection", selection), say.known(sorted(selections)))
        names |= frozenset(selections[selection].areas)
    areas = [each for each in loaded.catalog.at(day).areas.values() if each.name in names or not names]
    if form == "json":
        _show(deadlines.render_json(areas, day, loaded.catalog.notice), machine=True)
    else:
        _show(deadlines.render(areas, day, call.language, _width(), loaded.catalog.notice))
    return 0


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int | None:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _show(text: str, *, machine: bool = False) -> None:
    """Results go to standard output; what other programs read is UTF-8 wherever it runs."""
    if machine:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        click.echo(text, nl=False, color=True if _colour() else None)


def _complain(text: Text, help_text: Text | None, language: str) -> None:
    prefix = Text("layoutc: ", "layoutc: ")
    click.echo(prefix.en + text.in_language(language), err=True)
    if help_text:
        click.echo(f"  {help_text.in_language(language)}", err=True)


def _usage(error: click.UsageError) -> tuple[Text, Text]:
    command = error.ctx.command_path if error.ctx else "layoutc"
    help_text = say.see_help(command)
    if type(error).__name__ == "NoSuchCommand":  # a class of its own since click 8.4
        name = getattr(error, "command_name", "")
        possible = getattr(error, "possibilities", None)
        return say.no_such_command(name), say.did_you_mean(min(possible)) if possible else help_text
    if isinstance(error, click.NoSuchOption):
        text = say.no_such_option(error.option_name)
        if error.possibilities:
            help_text = say.did_you_mean(min(error.possibilities))
        return text, help_text
    return say.wrong_call(error.format_message()), help_text


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command `layoutc`."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Carry out one call and return its exit code; nothing is raised."""
    language = language_of(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        result = build(language).main(list(arguments) or ["--help"], prog_name="layoutc", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except CallError as error:
        _complain(error.text, error.help_text, language)
    except click.UsageError as error:
        _complain(*_usage(error), language)
    except click.ClickException as error:
        _complain(say.wrong_call(error.format_message()), None, language)
    except (click.Abort, KeyboardInterrupt):
        _complain(say.interrupted(), None, language)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing is left to say
    except Exception as error:
        _failed(error, language)
    return 2


def _failed(error: Exception, language: str) -> None:
    import traceback

    from layoutc.project import ProjectError, internal_error_file

    if isinstance(error, ProjectError):
        _complain(error.text, None, language)
        return
    details = "".join(traceback.format_exception(error))
    _complain(say.internal_error(type(error).__name__, internal_error_file(details)), None, language)
