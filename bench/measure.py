"""CPU and wall time of whole processes, in rounds that take each in turn, so that a busy machine is busy for all of them."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds; `cpu` is user and system time. `stopped` says that the process was ended at its limit of CPU time."""

    cpu: float
    wall: float
    stopped: bool = False

    def __sub__(self, other: "Times") -> "Times":
        return Times(self.cpu - other.cpu, self.wall - other.wall, self.stopped)

    def __add__(self, other: "Times") -> "Times":
        return Times(self.cpu + other.cpu, self.wall + other.wall, self.stopped or other.stopped)


class FailedError(Exception):
    """A process that should have succeeded did not."""


def run(
    command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None, most: float | None = None
) -> tuple[Times, str]:
    """Runs a command to its end, or to `most` CPU seconds; returns its times and its output. FailedError if it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        _limited(command, most),
        cwd=folder,
        env={**os.environ, **(more or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        output, errors = process.communicate()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    stopped = most is not None and process.returncode != 0 and cpu >= int(most) * 0.98
    if process.returncode and not stopped:
        raise FailedError(
            f"{Path(command[0]).name} {' '.join(command[1:3])}: exit {process.returncode}\n{errors[-2000:]}"
        )
    return Times(cpu, wall, stopped), output


def _limited(command: Sequence[str], most: float | None) -> list[str]:
    return list(command) if most is None else ["/bin/sh", "-c", f'ulimit -t {int(most)}; exec "$@"', "sh", *command]


def median(times: Sequence[Times]) -> Times:
    """The median of each; one that was stopped stays so."""
    return Times(
        statistics.median(each.cpu for each in times),
        statistics.median(each.wall for each in times),
        any(each.stopped for each in times),
    )
