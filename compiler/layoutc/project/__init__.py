"""A project folder: find its files, run the stages. The only place that reads a disk or a clock.

What most commands need can be had from here, and is imported when it is first used; what one command needs stands in a
module of its own, imported by that command.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layoutc.project.checking import Selection, check
    from layoutc.project.compiling import artifacts, compile, pending, within_of  # noqa: A004  the command's own name
    from layoutc.project.files import (
        LAYOUTS,
        ProjectError,
        contents,
        internal_error_file,
        out_folder,
        passed_over,
        relative_paths,
        shipped,
        write_file,
    )
    from layoutc.project.formatting import reformatted, write_formatted
    from layoutc.project.loading import Loaded, load

__all__ = [
    "LAYOUTS",
    "Loaded",
    "ProjectError",
    "Selection",
    "artifacts",
    "check",
    "compile",
    "contents",
    "internal_error_file",
    "load",
    "out_folder",
    "passed_over",
    "pending",
    "reformatted",
    "relative_paths",
    "shipped",
    "within_of",
    "write_file",
    "write_formatted",
]

_HOMES = {
    "checking": ("Selection", "check"),
    "compiling": ("artifacts", "compile", "pending", "within_of"),
    "files": (
        "LAYOUTS",
        "ProjectError",
        "contents",
        "internal_error_file",
        "out_folder",
        "passed_over",
        "relative_paths",
        "shipped",
        "write_file",
    ),
    "formatting": ("reformatted", "write_formatted"),
    "loading": ("Loaded", "load"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"layoutc.project.{home}"), name)
    raise AttributeError(f"module 'layoutc.project' has no attribute {name!r}")
