"""Options and commands with their help in one language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from layoutc.cli.language import LANGUAGES
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import cli as say

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Words:
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
        return click.command(name, help=said, short_help=short, add_help_option=False)
