"""What a run of `check` found, on one day."""

from datetime import date

from layoutc.checks.standstill import Fix, Standstill
from layoutc.checks.verdicts import Verdict
from layoutc.checks.waivers import Waived
from layoutc.findings import Finding
from layoutc.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` in the order of files and lines; `verdicts` one for each needed item.

    `notice` is what the layouts say of themselves. `waived` are the findings that stand but are not reported. `checked` is False if mistakes kept the cross-check from being made.
    """

    day: date
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    checked: bool = True
    waived: tuple[Waived, ...] = ()
    standstills: tuple[Standstill, ...] = ()
    fixes: tuple[Fix, ...] = ()
    notice: str = ""
