"""What all resolving shares: where findings go, names that are looked up, periods that are read, things declared twice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import islice, pairwise

from layoutc.catalog import rules
from layoutc.dates import ALWAYS, Period, first_day, gap, last_day
from layoutc.findings import Finding, Related, Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax.limits import MAX_FINDINGS, too_many
from layoutc.syntax.rules import LIMIT
from layoutc.syntax.words import nearest

MAX_MADE = 1_000_000  # of all that few words can stand for; the whole country has some thousands of each
MULTIPLIED = (say.MEMBERS, say.SELECTED, say.EXPOSED, say.LAWFUL, say.NEEDED)
MAX_SUGGESTIONS = 50  # names of a file for which the one that was meant is looked for


class TooManyError(Exception):
    """Pieces that were read earlier stand for too much together; see `Scope.count`."""


@dataclass(frozen=True, eq=False)
class Scope:
    """Collects findings while one catalog is resolved.

    `lost_in` are the words of lines that could not be read, by file, `unread` the sorts of things whose documents could
    not: a name that may well be declared there is not called unknown.
    """

    lost_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: set[Text] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)

    @cached_property
    def lost(self) -> frozenset[str]:
        return frozenset().union(*self.lost_in.values())

    def report(self, rule: Rule, place: Place, message: Text, help_text: Text, related: Sequence[Related] = ()) -> None:
        """Of one file no more than MAX_FINDINGS, and then one that says so."""
        self.told[place.file.path] += 1
        if self.room(place.file):
            self.findings.append(Finding(rule, place, message, help_text, tuple(related)))
        elif self.told[place.file.path] == MAX_FINDINGS + 1:
            self.findings.append(too_many(place.file))

    def room(self, file: SourceFile) -> bool:
        return self.told[file.path] <= MAX_FINDINGS

    def multiplies(self, place: Place, what: Text, count: int) -> bool:
        """Whether all of these that declarations stand for are too many with these; it is then reported, and they are to be left out."""
        self.made[what.en] += count
        if self.made[what.en] <= MAX_MADE:
            return False
        self.report(LIMIT, place, say.multiplies(what, MAX_MADE), say.divide())
        return True

    @property
    def counts(self) -> tuple[int, ...]:
        """How many of each of MULTIPLIED declarations have stood for so far."""
        return tuple([self.made[what.en] for what in MULTIPLIED])

    def count(self, counts: Sequence[object]) -> bool:
        """What declarations stand for that were read earlier; False for what are no such counts.

        TooManyError where that is too much together with what was read.
        """
        made = {what.en: count for what, count in zip(MULTIPLIED, counts, strict=False) if type(count) is int}
        if not len(made) == len(counts) == len(MULTIPLIED):
            return False
        self.made.update(made)
        if max(self.counts) > MAX_MADE:
            raise TooManyError
        return True

    def unknown(
        self, place: Place, what: Text, name: str, labels: Mapping[str, str], message: Text | None = None
    ) -> None:
        """A name that `labels` (name → Japanese label) does not hold. An empty name was reported when it was read."""
        if name and what not in self.unread and name.rsplit(".", 1)[-1] not in self.lost:
            few = self.told[place.file.path] < MAX_SUGGESTIONS
            help_text = suggestion(name, labels) if few else say.declared_ones(list(islice(labels, 9)))
            self.report(rules.UNKNOWN, place, message or say.unknown(what, name), help_text)

    def period(self, since: tuple[str, Place] | None, until: tuple[str, Place] | None) -> Period:
        """The period between two written dates; what is wrong is reported and left open."""
        first = self._day(since, last=False) if since else None
        last = self._day(until, last=True) if until else None
        if first and last and last < first and until:
            self.report(rules.DATE_ORDER, until[1], say.date_order(), say.swap_dates())
            return ALWAYS
        return Period(first, last)

    def _day(self, written: tuple[str, Place], *, last: bool) -> date | None:
        text, place = written
        day = last_day(text) if last else first_day(text)
        if day is None:
            self.report(rules.DATE_FORM, place, say.date_form(text), say.write_date())
        return day

    def once(self, what: Text, things: Iterable[tuple[str, Place]]) -> None:
        """Names that stand twice in one scope, or that would give the same class name."""
        seen: dict[str, tuple[str, Place]] = {}
        for name, place in things:
            key = name.replace("_", "")
            if key and key in seen:
                other, first = seen[key]
                same = name == other
                message = say.duplicate(what, name) if same else say.same_but_for_underscores(what, name, other)
                self.report(
                    rules.DUPLICATE, place, message, say.rename_one(), [Related(first, say.first_declaration())]
                )
            seen.setdefault(key, (name, place))

    def in_turn(self, what: Text, things: Iterable[tuple[str, Period, Place]]) -> None:
        """Things that may be declared for several periods: by name, the periods must follow one another."""
        by_name: dict[str, list[tuple[Period, Place]]] = {}
        for name, period, place in things:
            if name:
                by_name.setdefault(name, []).append((period, place))
        for name, versions in by_name.items():
            if len(versions) > 1:
                self.versions(what, name, versions)
        firsts = ((name, versions[0][1]) for name, versions in by_name.items())
        self.once(what, firsts)

    def versions(self, what: Text, name: str, versions: list[tuple[Period, Place]]) -> None:
        """One thing declared several times: an overlap or a gap between the periods is reported."""
        in_order = sorted(versions, key=lambda version: version[0].since or date.min)
        for (one, first), (two, second) in pairwise(in_order):
            related = [Related(first, say.first_declaration())]
            if one == two == ALWAYS:
                self.report(rules.DUPLICATE, second, say.duplicate(what, name), say.rename_one(), related)
            elif one.overlaps(two):
                self.report(rules.OVERLAP, second, say.overlap(what, name), say.end_the_first(), related)
            elif missing := gap(one, two):
                message = say.gap(what, name, str(missing.since), str(missing.until))
                self.report(rules.GAP, second, message, say.close_the_gap(), related)


def suggestion(name: str, labels: Mapping[str, str]) -> Text:
    """The declared thing that was probably meant: by name, or by its Japanese label."""
    by_label = {label: known for known, label in labels.items()}
    meant = nearest(name, labels) if name.isascii() else None
    if meant and "." in name and not nearest(name.rpartition(".")[2], [meant.rpartition(".")[2]]):
        meant = None  # it is only of the same record
    if meant is None:
        label = name if name in by_label else nearest(name, by_label)
        meant = by_label[label] if label else None
    return say.did_you_mean(meant, labels[meant]) if meant else say.declared_ones(sorted(labels))
