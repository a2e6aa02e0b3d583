"""The command line: arguments in, exit code out. 0 nothing to report, 1 findings, 2 the call or the machine is at fault."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import click

from layoutc.cli.language import LANGUAGES, language_of
from layoutc.cli.options import Words
from layoutc.cli.refusals import CallError, no_such_command, refuse_wrong_hyphens, refused
from layoutc.findings import Text
from layoutc.messages import cli as say
from layoutc.version import VERSION

# In the order of the help. A module has `command(words)`; it is imported when its command is called, or its help shown.
COMMANDS = {
    "check": "layoutc.cli.check",
    "compile": "layoutc.cli.compile",
    "fmt": "layoutc.cli.fmt",
    "explain": "layoutc.cli.explain",
    "matrix": "layoutc.cli.matrix",
    "deadlines": "layoutc.cli.deadlines",
    "sample": "layoutc.cli.sample",
    "validate": "layoutc.cli.validate",
    "export": "layoutc.cli.export",
    "import": "layoutc.cli.import_",
    "bundle": "layoutc.cli.bundle",
}


_MOST_TOLD = 2000  # cells


class _Commands(click.Group):
    """The group that click asks for a command by its name."""

    words: Words

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            raise no_such_command(cmd_name, list(COMMANDS))
        command: click.Command = import_module(COMMANDS[cmd_name]).command(self.words)
        return command

    def get_help(self, ctx: click.Context) -> str:
        from layoutc.cli.help import help_of

        return help_of(self, ctx, self.words.language)


def build(language: str) -> click.Group:
    """The commands, with their help in one language."""
    words = Words(language)

    @click.group(
        cls=_Commands,
        help=say.ABOUT.in_language(language),
        epilog=say.EXIT_CODES.in_language(language),
        add_help_option=False,
        options_metavar=say.OPTIONS.in_language(language),
        subcommand_metavar=say.COMMAND.in_language(language),
    )
    @words.help_option()
    @words.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=say.LANG)  # read by language_of
    @click.version_option(VERSION, "--version", help=say.VERSION.in_language(language), message="layoutc %(version)s")
    def layoutc() -> None:
        pass

    layoutc.words = words
    return layoutc


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command `layoutc`."""
    gc.set_threshold(50_000_000)  # what a run makes mostly lives to its end, and hardly anything of it in rings
    code = run(sys.argv[1:] if arguments is None else arguments)
    if sys.getprofile() or sys.gettrace():
        sys.exit(code)
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # to free everything one by one would be an eighth of a compile


def run(arguments: Sequence[str]) -> int:
    """Carry out one call and return its exit code; nothing is raised."""
    language = language_of(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        refuse_wrong_hyphens(arguments)
        result = build(language).main(list(arguments) or ["--help"], prog_name="layoutc", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except CallError as error:
        _complain(error.text, error.help_text, language)
    except click.ClickException as error:
        told = refused(error, *_called(arguments, language))
        _complain(told.text, told.help_text, language)
    except (click.Abort, KeyboardInterrupt):
        _complain(say.interrupted(), None, language)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing is left to say
    except Exception as error:
        _failed(error, language)
    return 2


def _complain(text: Text, help_text: Text | None, language: str) -> None:
    """What is told may quote the call, of any length and with anything in it."""
    from layoutc.reports.printable import cut, printable

    click.echo(f"layoutc: {cut(printable(text.in_language(language)), _MOST_TOLD)}", err=True)
    if help_text:
        click.echo(f"  {help_text.in_language(language)}", err=True)


def _called(arguments: Sequence[str], language: str) -> tuple[click.Command, str]:
    """The command of a call, and the words that call it."""
    group = build(language)
    name = next((each for each in arguments if each in COMMANDS), None)
    if name is None:
        return group, "layoutc"
    return group.get_command(click.Context(group), name) or group, f"layoutc {name}"


def _failed(error: Exception, language: str) -> None:
    import traceback

    from layoutc.project import ProjectError, internal_error_file

    if isinstance(error, ProjectError):
        _complain(error.text, None, language)
        return
    details = "".join(traceback.format_exception(error))
    _complain(say.internal_error(type(error).__name__, internal_error_file(details)), None, language)
