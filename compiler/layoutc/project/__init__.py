"""A project folder: find its files, run the stages. The only place that reads a disk or a clock.

What most commands need can be had from here; what one command needs stands in a module of its own, imported by that command.
"""

from layoutc.project.checking import Selection, check
from layoutc.project.compiling import artifacts, compile, out_folder, pending  # noqa: A004  the command's own name
from layoutc.project.files import LAYOUTS, ProjectError, internal_error_file, relative_paths, shipped, write_file
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
    "internal_error_file",
    "load",
    "out_folder",
    "pending",
    "reformatted",
    "relative_paths",
    "shipped",
    "write_file",
    "write_formatted",
]
