"""XML: the records of answers, one by one, through expat; a document type (DTD) is refused, so that no entity is ever declared.

What is broken ends with the next record that can be found: the parser is begun anew there, as if within an answer.
"""

import re
from collections import deque
from collections.abc import Iterator
from xml.parsers import expat

from layoutc.emit.definitions import Definition
from layoutc.emit.wire import ANSWERS, XSI
from layoutc.messages import records as say
from layoutc.messages import xml_records as say_xml
from layoutc.records import rules
from layoutc.records.readers.lines import LIMIT, Stream
from layoutc.records.readers.xml_tree import BLANKS, OF_XSI, Building
from layoutc.records.rows import Fault, Row

_CHUNK = 64 * 1024
_DECLARED = f'xmlns:xsi="{XSI}"'
_LONGEST_TOKEN = 1024 * 1024  # bytes of one tag or comment
_DEEPEST = 1000  # elements within one another, for each of which expat keeps something
_MOST_NAMES = 100_000  # different ones, which expat keeps to the end
_PIECE = re.compile(rb"[^>\[]*+[>\[]")
_TAG = re.compile(rb"</[^>]*+>")
_CODES = expat.errors.codes
_ENCODINGS = {_CODES[expat.errors.XML_ERROR_UNKNOWN_ENCODING], _CODES[expat.errors.XML_ERROR_INCORRECT_ENCODING]}


class _StoppedError(Exception):
    """What is read is refused at `byte` on `line`; `fault` says why. A record may be looked for from byte `resume`, if at all."""

    def __init__(self, fault: Fault, byte: int, line: int, resume: int | None) -> None:
        super().__init__(fault.message.en)
        self.fault, self.byte, self.line, self.resume = fault, byte, line, resume


def read(stream: Stream, definition: Definition, limit: int = LIMIT) -> Iterator[Row]:
    """A row for each record, and for whatever stands where a record belongs."""
    names = b"|".join(re.escape(record.name.encode()) for record in definition.records)
    begins = re.compile(rb"<(?:" + names + rb")(?=[\s/>])")
    reading = _Reading(definition, limit)
    while chunk := stream.read(_CHUNK):
        yield from reading.rows_of(chunk)
        while reading.broken and (found := begins.search(reading.data, reading.resume_at)):
            reading.begin_at(found.start())
            yield from reading.rows_of(b"")
        if reading.over:
            return
    yield from reading.last()


class _Reading:
    """The parser, and `data`: the bytes from byte `start` on, of which the record that is being read is a part."""

    def __init__(self, definition: Definition, limit: int) -> None:
        self.definition, self.limit = definition, limit
        self.data, self.start, self.done = bytearray(), 0, 0
        self.line, self.resume_at = 1, 0
        self.broken = self.over = self.within_answers = False
        self.number, self.kept = 0, b""  # the beginning of a record that is too long
        self.ready: deque[Row] = deque()
        self._parser()

    def _parser(self) -> None:
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text
        self.building = Building(self.definition, self.limit)
        self.offset, self.line_offset = self.start, self.line - 1  # of what the parser calls byte 0 and line 1
        self.record_at: int | None = None
        self.depth = 0

    def rows_of(self, chunk: bytes) -> Iterator[Row]:
        """Feed a chunk; rows that were completed by it."""
        self.data += chunk
        if self.broken:
            self._forget(max(self.resume_at, len(self.data) - _CHUNK))
            return
        try:
            self._feed(bytes(self.data[self.done - self.start :]))
        except _StoppedError as error:
            yield from self._take()
            yield self._stopped(error)
            return
        yield from self._take()
        if self.record_at is not None and self.done - self.record_at > self.limit:
            self.building.give_up()
        if self.building.long and self.record_at is not None:
            self.kept = self.kept or bytes(self.data[self.record_at - self.start :][: self.limit])
        keep = self.done - _CHUNK if self.record_at is None or self.kept else self.record_at
        self._forget(keep - self.start)

    def _feed(self, chunk: bytes) -> None:
        at = 0
        try:
            # Before the root, one declaration at a time: pyexpat goes on to the end of a chunk that was refused.
            while not self.building.level and (piece := _PIECE.match(chunk, at)):
                at = piece.end()
                self.parser.Parse(piece[0], False)
            self.parser.Parse(chunk[at:], False)
        except expat.ExpatError as error:
            raise self._refused(error) from None
        except (ValueError, LookupError):  # of several bytes a character, or unknown
            fault = Fault(rules.ENCODING, (), say_xml.other_encoding(), say.save_as_utf8())
            raise self._stop(fault, final=True) from None
        self.done += len(chunk)
        if self.done - self.offset - self.parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise self._stop(Fault(rules.LIMIT, (), say_xml.tag_too_long(), say.check_writer()), final=True)

    def _stop(self, fault: Fault, *, final: bool) -> _StoppedError:
        byte, line = self.offset + self.parser.CurrentByteIndex, self.line_offset + self.parser.CurrentLineNumber
        return _StoppedError(fault, max(self.start, byte), line, None if final else byte)

    def last(self) -> Iterator[Row]:
        """What is to be said at the end of the file."""
        if self.broken:
            return
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield self._stopped(self._refused(error))

    def begin_at(self, place: int) -> None:
        """Read on at this place of `data`, as if within an answer."""
        self._forget(place)
        self.broken, self.done = False, self.start
        self._parser()
        outermost = (
            f"{ANSWERS} {_DECLARED}><{self.definition.name}"
            if self.within_answers
            else f"{self.definition.name} {_DECLARED}"
        )
        opened = f"<{outermost}>"
        self.parser.Parse(opened.encode(), False)
        self.offset -= len(opened)

    def _take(self) -> Iterator[Row]:
        while self.ready:
            yield self.ready.popleft()

    def _forget(self, count: int) -> None:
        if count > 0:
            self.line += self.data.count(b"\n", 0, count)
            self.start += count
            self.resume_at = max(0, self.resume_at - count)
            del self.data[:count]

    def _stopped(self, error: _StoppedError) -> Row:
        """The row that what was being read becomes."""
        at, line = error.byte, error.line
        first = self.record_at if self.record_at is not None else at
        raw = self.kept or bytes(self.data[max(0, first - self.start) : max(0, at - self.start)][: self.limit])
        self.number += 1
        row = Row(self.number, line, first, raw, faults=(*self.building.faults, error.fault))
        self.over, self.broken, self.kept = error.resume is None, error.resume is not None, b""
        self.resume_at = max(0, (error.resume or 0) - self.start)
        return row

    def _refused(self, error: expat.ExpatError) -> _StoppedError:
        byte, line = self.offset + self.parser.ErrorByteIndex, self.line_offset + self.parser.ErrorLineNumber
        # What stood at the beginning of a record would be refused there again.
        return _StoppedError(self._why(error), max(self.start, byte), line, byte + 1)

    def _why(self, error: expat.ExpatError) -> Fault:
        at = self.offset + self.parser.ErrorByteIndex - self.start
        byte = self.data[at] if 0 <= at < len(self.data) else None
        column = error.offset + 1
        if error.code in _ENCODINGS or (byte is not None and byte >= 0x80):
            return Fault(rules.ENCODING, (), say_xml.not_utf8(column), say.save_as_utf8())
        if byte == 0:
            return Fault(rules.SYNTAX, (), say_xml.nul(column), say.check_transfer())
        message = expat.errors.messages.get(error.code, "")
        return Fault(rules.SYNTAX, (), say_xml.not_xml(message, column), say_xml.how_xml_fails(message))

    def _doctype(self, *_: object) -> None:
        raise self._stop(Fault(rules.SYNTAX, (), say_xml.doctype(), say_xml.remove_doctype()), final=True)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        level = self.building.level
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._stop(Fault(rules.LIMIT, (), say_xml.too_deep(_DEEPEST), say.check_writer()), final=True)
        if len(self.parser.intern) > _MOST_NAMES:
            raise self._stop(
                Fault(rules.LIMIT, (), say_xml.too_many_names(_MOST_NAMES), say.check_writer()), final=True
            )
        if level == 0 and name not in (ANSWERS, self.definition.name):
            fault = Fault(
                rules.SYNTAX, (), say_xml.other_root(self.definition.name), say_xml.name_definition(), value=name
            )
            raise self._stop(fault, final=True)
        if level == 0:
            self.within_answers = name == ANSWERS
        if self.building.stack and name in self.building.records:
            fault = Fault(rules.SYNTAX, (), say_xml.record_not_closed(), say_xml.close_record())
            raise self._stop(fault, final=False)
        if self.building.begins_row(name):
            self.record_at = self.offset + self.parser.CurrentByteIndex
            self.record_line = self.line_offset + self.parser.CurrentLineNumber
        elif self.building.between_rows:
            for each in attributes:
                if not each.startswith(OF_XSI):
                    said, advice = say_xml.unknown_attribute(), say_xml.remove_attribute()
                    self._between(Fault(rules.UNKNOWN_ITEM, (each,), said, advice, value=attributes[each]))
        self.building.open(name, attributes, self.parser.CurrentByteIndex)

    def _text(self, text: str) -> None:
        if self.building.between_rows and (stray := text.strip(BLANKS)):
            said, advice = say_xml.text_between(), say_xml.remove_text()
            self._between(Fault(rules.SYNTAX, (), said, advice, value=stray), stray.encode())
        self.building.text(text)

    def _between(self, fault: Fault, raw: bytes = b"") -> None:
        """A row of its own for what stands above the records; of a text the parser knows where it ends."""
        self.number += 1
        byte, line = self.offset + self.parser.CurrentByteIndex, self.line_offset + self.parser.CurrentLineNumber
        self.ready.append(Row(self.number, line, max(0, byte - len(raw)), raw, faults=(fault,)))

    def _close(self, name: str) -> None:
        self.depth -= 1
        done = self.building.close()
        if done is None or self.record_at is None:
            return
        at = self.offset + self.parser.CurrentByteIndex - self.start
        # The end of an empty element is where it ends, that of any other is where its end tag begins.
        tag = _TAG.match(self.data, max(0, at)) if self.data.startswith(f"</{name}".encode(), max(0, at)) else None
        first = max(0, self.record_at - self.start)
        self.number += 1
        row = Row(self.number, self.record_line, self.record_at, b"")
        row.raw = self.kept or bytes(self.data[first : tag.end() if tag else max(0, at)][: self.limit])
        row.record, row.value, row.faults = done
        self.ready.append(row)
        self.record_at, self.kept = None, b""
