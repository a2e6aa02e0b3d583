"""Options and commands in one language: their help, and what they refuse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from layoutc.cli.language import LANGUAGES
from layoutc.cli.refusals import CallError, refused_value
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import cli as say

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Option(click.Option):
    """An option that refuses values in layoutc's words."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        for each in value if isinstance(value, (tuple, list)) else (value,):
            if isinstance(each, str) and each.startswith("--"):
                raise CallError(say.needs_a_value(self.opts[0]), say.followed_by(each))
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as error:
            raise refused_value(self, value, error) from None

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Without click's own marks, for which `Words.option` has words."""
        record = super().get_help_record(ctx)
        return (record[0], self.help or "") if record else None


class Command(click.Command):
    """A command with its help in one language, that says itself what it has no place for."""

    language: str

    def get_help(self, ctx: click.Context) -> str:
        from layoutc.cli.help import help_of

        return help_of(self, ctx, self.language)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        if rest := super().parse_args(ctx, args):
            raise CallError(say.no_place_for(rest), say.see_help(ctx.command_path))
        return rest


@dataclass(frozen=True, slots=True)
class Words:
    """Options and commands in one language."""

    language: str

    def option(self, *names: str, **settings: Any) -> Callable[[_Function], _Function]:
        """As click.option, with what it says of an option said in our words: whether it is needed, what holds without it."""
        kind, default = settings.get("type"), settings.get("default")
        marks = [say.NEEDED] if settings.get("required") else []
        if isinstance(kind, click.IntRange):
            settings.setdefault("metavar", "N")
        if settings.pop("show_default", False):
            marks.append(say.default(str(default)))
        said = "".join(text.in_language(self.language) for text in (settings["help"], *marks))
        return click.option(*names, **{**settings, "cls": _Option, "help": said})

    def help_option(self) -> Callable[[_Function], _Function]:
        return click.help_option("-h", "--help", help=say.HELP.in_language(self.language))

    def common(self, function: _Function) -> _Function:
        for decorate in (
            self.help_option(),
            self.option("--quiet", is_flag=True, help=say.QUIET),
            self.option("--lang", type=click.Choice(LANGUAGES), help=say.LANG),
            self.option("--no-cache", is_flag=True, help=say.NO_CACHE),
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

    def dated_or_all(self, function: _Function) -> _Function:
        """As `dated`, for a command that takes every day where none is named."""
        for decorate in (
            self.option("--edition", metavar="NAME", help=say.EDITION),
            self.option("--as-of", metavar="DAY", help=say.AS_OF_OR_ALL),
        ):
            function = decorate(function)
        return function

    def command(self, name: str, about: Text) -> Callable[[Callable[..., int]], click.Command]:
        said = about.in_language(self.language)
        short = said.partition("。")[0] + "。" if self.language == "ja" else said.partition(".")[0]

        def decorate(function: Callable[..., int]) -> click.Command:
            made = click.command(name, Command, help=said, short_help=short, add_help_option=False)(function)
            made.language = self.language
            made.options_metavar = say.OPTIONS.in_language(self.language)
            return made

        return decorate
