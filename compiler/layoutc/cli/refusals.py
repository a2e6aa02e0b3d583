"""Calls that can't be carried out, in layoutc's own words: what click finds wrong with one, and what commands refuse themselves."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from layoutc.findings import Text
from layoutc.messages import cli as say

_DASHES = "[\u2010-\u2015\u2212\u30fc\uff0d]{1,2}([a-zA-Zａ-ｚＡ-Ｚ].*)"
_OPTION = "[a-z]+(-[a-z]+)*"


class CallError(Exception):
    """What the caller must change; shown in one or two lines, exit code 2."""

    def __init__(self, text: Text, help_text: Text | None = None) -> None:
        super().__init__(text.en)
        self.text, self.help_text = text, help_text


def refuse_wrong_hyphens(arguments: Sequence[str]) -> None:
    """CallError for an option behind signs that look like hyphens, as word processors and Japanese keyboards write them."""
    for argument in arguments:
        if not argument.isascii() and (found := re.fullmatch(_DASHES, argument, re.DOTALL)):
            from layoutc.workbook.normalise import half_width

            name, equals, value = half_width(found[1]).partition("=")
            if re.fullmatch(_OPTION, name):
                raise CallError(say.wrong_hyphens(argument), say.did_you_mean(f"--{name}{equals}{value}"))


def refused_value(option: click.Parameter, value: Any, problem: click.BadParameter) -> CallError:
    """Why an option does not take a value."""
    name, kind, text = option.opts[0], option.type, str(value)
    match kind:
        case click.Choice():
            choices = [str(each) for each in kind.choices]
            given = value if isinstance(value, (tuple, list)) else [text]
            wrong = next((each for each in given if each not in choices), "")
            return CallError(say.not_one_of(name, wrong), _choices(wrong, choices))
        case click.IntRange():
            return CallError(say.not_a_number(name, text), say.numbers(kind.min, kind.max))
        case click.Path() if Path(text).is_dir():
            return CallError(say.is_a_folder(name, text), say.name_a_file())
        case click.Path() if Path(text).is_file():
            return CallError(say.is_a_file(name, text), say.name_a_folder())
        case _:
            return CallError(say.wrong_call(problem.format_message()))


def refused(error: click.ClickException, command: click.Command, path: str) -> CallError:
    """Of a call of `command`, which is called by the words of `path`."""
    help_text = say.see_help(path)
    match error:
        case click.NoSuchOption():
            return CallError(say.no_such_option(error.option_name), _options(error.option_name, command) or help_text)
        case click.MissingParameter() if error.param:
            param = error.param
            name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
            return CallError(say.missing(name), help_text)
        case click.BadOptionUsage():
            flags = [
                name for each in command.params if isinstance(each, click.Option) and each.is_flag for name in each.opts
            ]
            takes_none = error.option_name in flags
            return CallError((say.takes_no_value if takes_none else say.needs_a_value)(error.option_name), help_text)
        case _:
            return CallError(say.wrong_call(error.format_message()), help_text)


def no_such_command(name: str, commands: Sequence[str]) -> CallError:
    from layoutc.syntax.words import nearest
    from layoutc.workbook.normalise import folded

    meant = nearest(folded(name).lower(), commands)
    return CallError(say.no_such_command(name), say.did_you_mean(meant) if meant else say.see_help("layoutc"))


def _choices(text: str, choices: Sequence[str]) -> Text:
    from layoutc.syntax.words import nearest
    from layoutc.workbook.normalise import folded

    meant = nearest(folded(text).lower(), choices)
    return say.did_you_mean(meant) if meant else say.known(dict.fromkeys(choices))


def _options(name: str, command: click.Command) -> Text | None:
    """The option that was meant, or those that begin so."""
    from layoutc.syntax.words import nearest

    names = [each for param in command.params for each in param.opts if each.startswith("--")]
    beginning = [each for each in names if each.startswith(name)]
    if len(beginning) > 1:
        return say.known(dict.fromkeys(beginning))
    meant = beginning[0] if beginning else nearest(name, names)
    return say.did_you_mean(meant) if meant else None
