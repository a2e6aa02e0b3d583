"""Elements put together to records: the XML form read back, whatever is wrong with it told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.catalog.types import Date, StringFacets, facets
from layoutc.emit.definitions import Definition
from layoutc.emit.wire import REASON_OF_NULL, UPDATED, VERSION, XSI
from layoutc.findings import Rule, Text
from layoutc.messages import records as say
from layoutc.messages import xml_records as say_xml
from layoutc.records import rules
from layoutc.records.conversion import from_text
from layoutc.records.rows import MOST_VALUES, Fault, Steps

_MOST_FAULTS, _LONGEST_TEXT = 1000, 1_000_000
BLANKS = " \t\r\n"
OF_XSI = f"{XSI} "
_NIL = f"{OF_XSI}nil"
_FORMS = {VERSION: re.compile("[!-~]{4}"), UPDATED: re.compile("")}
_DAY = facets(Date())
if isinstance(_DAY, StringFacets):
    _FORMS[UPDATED] = re.compile(_DAY.pattern)

_Known = tuple[int, Item | Repeat, Callable[[str], object]]  # its place, and how its text is read
Done = tuple[str | None, object, tuple[Fault, ...]]  # the record's name, its value, and what is wrong with its form


@dataclass(slots=True)
class _Element:
    """An element that is open. `holder` has the members of a record or repeat, whose entry is `entry`."""

    name: str
    path: Steps
    holder: Record | Repeat | None = None
    item: Item | None = None
    read: Callable[[str], object] = str
    entry: dict[str, object] = field(default_factory=dict)
    last: int = -1  # place of the member that came last
    attributes: Mapping[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    size: int = 0


class Building:
    """What has been read of a row so far. `level` counts the elements that are open above rows."""

    def __init__(self, definition: Definition, limit: int) -> None:
        self.definition, self.limit = definition, limit
        self.records = {record.name: (place, record) for place, record in enumerate(definition.records)}
        self.known: dict[int, Mapping[str, _Known]] = {}  # by the holder, which lives as long
        self.level, self.outside = 0, 0  # elements above rows; elements within one that is passed over
        self.answer_at, self.last_record = 0, -1
        self.stack: list[_Element] = []
        self.faults: list[Fault] = []
        self.elements, self.first_byte, self.long = 0, 0, False

    @property
    def between_rows(self) -> bool:
        """Whether only records, and what holds them, may come now."""
        return not self.stack and not self.outside

    def begins_row(self, name: str) -> bool:
        """Whether an element of this name, coming now, is a row or is passed over as one."""
        if not self.between_rows:
            return False
        return bool(self.answer_at) or (self.level == 1 and name != self.definition.name)

    def open(self, name: str, attributes: Mapping[str, str], byte: int) -> None:
        if self.stack:
            self._inside(name, attributes, byte)
        elif self.outside:
            self.outside += 1
        elif self.answer_at:
            self._record(name, attributes, byte)
        elif name == self.definition.name:
            self.level += 1
            self.answer_at, self.last_record = self.level, -1
        elif self.level == 0:
            self.level += 1
        else:
            self._fault(rules.UNKNOWN_ITEM, (), say_xml.no_answer(), say_xml.name_definition(), name)
            self.outside = 1

    def text(self, text: str) -> None:
        if not self.stack:
            return
        element = self.stack[-1]
        element.size += len(text)
        if element.size <= _LONGEST_TEXT:
            element.pieces.append(text)

    def close(self) -> Done | None:
        """The row that ends with this element, if one does."""
        if self.outside:
            self.outside -= 1
            return self._finish(None, None) if not self.outside and not self.stack else None
        if not self.stack:
            self.answer_at = 0 if self.level == self.answer_at else self.answer_at
            self.level -= 1
            return None
        element = self.stack.pop()
        if element.size > _LONGEST_TEXT:
            self._fault(rules.LIMIT, element.path, say.cell_too_long(_LONGEST_TEXT), say.check_writer())
        text = "".join(element.pieces)
        if element.holder is not None and text.strip(BLANKS):
            self._fault(rules.SYNTAX, element.path, say_xml.text_between(), say_xml.remove_text(), text.strip())
        if not self.stack:
            return self._finish(element.name, element.entry)
        if element.item is not None:
            self.stack[-1].entry[element.name] = self._value(element, text)
        elif element.holder is None:
            self.stack[-1].entry.setdefault(element.name, text)
        return None

    def _finish(self, record: str | None, value: object) -> Done:
        faults, self.faults = tuple(self.faults), []
        self.elements = 0
        if self.long:
            self.long, record = False, None
        return record, value, faults

    def _record(self, name: str, attributes: Mapping[str, str], byte: int) -> None:
        self.first_byte, self.elements = byte, 0
        place, record = self.records.get(name, (-1, None))
        if record is None:
            self._fault(rules.UNKNOWN_ITEM, (name,), say.unknown_record(), say.remove_item(), name)
            self.outside = 1
            return
        if place < self.last_record:
            self._fault(rules.SYNTAX, (), say_xml.wrong_order(), say_xml.order_of_layout())
        self.last_record = max(place, self.last_record)
        self._attributes(attributes, (), (VERSION, UPDATED))
        self.stack.append(_Element(name, (), record))

    def _inside(self, name: str, attributes: Mapping[str, str], byte: int) -> None:
        above = self.stack[-1]
        self.elements += 1
        if self.outside or self._too_much(byte):
            self.outside += 1
            return
        if above.holder is None:
            self._fault(rules.SYNTAX, above.path, say_xml.element_in_item(), say_xml.remove_element(), about=above.item)
            self.outside = 1
            return
        path = (*above.path, name)
        found = self._members(above.holder).get(name)
        if found is None:
            self.stack.append(_Element(name, path))
            return
        place, member, read = found
        if place < above.last:
            self._fault(rules.SYNTAX, path, say_xml.wrong_order(), say_xml.order_of_layout(), about=member)
        above.last = max(place, above.last)
        if isinstance(member, Item):
            if name in above.entry:
                self._fault(rules.REPETITION, path, say_xml.item_twice(), say.keep_one(), about=member)
            self._attributes(attributes, path, (VERSION, REASON_OF_NULL))
            self.stack.append(_Element(name, path, item=member, read=read, attributes=attributes))
            return
        self._attributes(attributes, path, (VERSION, UPDATED))
        entries = above.entry.setdefault(name, [])
        element = _Element(name, path, member)
        if isinstance(entries, list):
            element.path = (*path, len(entries))
            entries.append(element.entry)
        self.stack.append(element)

    def _members(self, holder: Record | Repeat) -> Mapping[str, _Known]:
        known = self.known.get(id(holder))
        if known is None:
            known = self.known[id(holder)] = {
                each.code: (place, each, from_text(each.type) if isinstance(each, Item) else str)
                for place, each in enumerate(holder.members)
            }
        return known

    def _too_much(self, byte: int) -> bool:
        if self.elements > MOST_VALUES or byte - self.first_byte > self.limit:
            self.give_up()
        return self.long

    def give_up(self) -> None:
        """The record is too long: what follows of it is passed over."""
        if not self.long:
            self.long = True
            self._fault(rules.LIMIT, (), say.row_too_long(self.limit), say.check_writer())

    def _attributes(self, attributes: Mapping[str, str], path: Steps, known: tuple[str, ...]) -> None:
        for name, value in attributes.items():
            if name.startswith(OF_XSI) or (name == REASON_OF_NULL and name in known):
                continue
            if name not in known:
                self._fault(
                    rules.UNKNOWN_ITEM, (*path, name), say_xml.unknown_attribute(), say_xml.remove_attribute(), value
                )
            elif not _FORMS[name].fullmatch(value):
                self._fault(rules.FORM, (*path, name), say_xml.wrong_attribute(name), say.NO_HELP, value)

    def _value(self, element: _Element, text: str) -> object:
        item, attributes = element.item, element.attributes
        if item is None:
            return text
        nil, reason = attributes.get(_NIL, "false"), attributes.get(REASON_OF_NULL)
        if nil in ("true", "1"):
            if text:
                self._fault(rules.ABSENT_REASON, element.path, say.value_and_reason(), say.one_of_both(), text, item)
            return {} if reason is None else {REASON_OF_NULL: reason}
        if reason is not None:
            self._fault(rules.ABSENT_REASON, element.path, say_xml.nil_missing(), say_xml.add_nil(), text, item)
            return {REASON_OF_NULL: reason}
        return element.read(text)

    def _fault(
        self,
        rule: Rule,
        path: Steps,
        message: Text,
        help_text: Text,
        value: object = None,
        about: Item | Repeat | None = None,
    ) -> None:
        if len(self.faults) < _MOST_FAULTS:
            fault = Fault(rule, path, message, help_text, about)
            self.faults.append(fault if value is None else Fault(rule, path, message, help_text, about, value))
