"""Reading on after a mistake: the broken line is reported and left out, the block it opens is still read.

lark's parser is driven token by token. Where a token does not fit, the stacks go back to the start of the line and the rest of the
line is skipped; a broken header is replaced by a blank one, whose names are empty words that later stages pass over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import field
from typing import Any, cast

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from layoutc.findings import Finding, Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.limits import MAX_FINDINGS, too_many
from layoutc.syntax.scanning import LABEL, code_of, end_of_block, end_of_line, last_comma, to_next_blank, whole_word
from layoutc.syntax.tree import Declaration
from layoutc.syntax.words import nearest

MAX_OPEN_BLOCKS = 50
MAX_STACK = 1000  # far above what a layout of the deepest nesting needs
_BLOCKS = {"area": "AREA", "record": "RECORD", "repeat": "REPEAT", "codes": "CODES", "expose": "EXPOSE"}
_BLANK = {
    "area": "NAME LABEL _LBRACE",
    "record": "NAME LABEL _LBRACE",
    "codes": "NAME LABEL _LBRACE",
    "repeat": "NAME WIRE_CODE _LSQB NUMBER _RSQB LABEL _LBRACE",
    "expose": "TO NAME FOR NAME _LBRACE",
}
_NAMES = re.compile(r"[a-z][a-z0-9_]*")
_FIRST_WORD = re.compile(r"[ \t]*([A-Za-z_]+)")
_HEADER_NAME = re.compile(r"[ \t]*[A-Za-z_]+[ \t]+([a-z][a-z0-9_]*)")
_WORD_AND_CODE = re.compile(r"[ \t]*([a-z_]+)[ \t]+TK")
_CODE = re.compile("T[MK][0-9]{14}")
_LABEL = re.compile(LABEL)
_COMMENTS_ELSEWHERE = ("//", "/*", "--", ";", "※")
_LINE_ENDS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)+")
_BRACE_AHEAD = re.compile(_LINE_ENDS.pattern + r"[ \t]*(\{?)")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read, what was wrong, and the words of lines that were left out."""

    declarations: list[Declaration]
    findings: list[Finding]
    lost: frozenset[str]


def recover(lark: Lark, source: SourceFile, text: str, known: Sequence[Finding]) -> Recovered:
    """Reads `text` to its end; mistakes that are `known` already, in their order, are not reported again.

    `text` is the source's text with full-width signs replaced one for one.
    """
    reading = _Reading(lark, source, text, known)
    reading.run()
    return Recovered(reading.declarations, [*reading.known, *reading.findings], frozenset(reading.lost))


@dataclass
class _Reading:
    """One tolerant pass over a text. `depth` is how high lark's stack stood when the current line began."""

    lark: Lark
    source: SourceFile
    text: str
    known: Sequence[Finding]
    findings: list[Finding] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    depth: int = 1
    last: str = "_NL"
    before: str = ""

    def __post_init__(self) -> None:
        self.driver: Any = self.lark.parse_interactive(self.text, start="start")
        self.state: Any = self.driver.parser_state
        self.lexer: Any = self.driver.lexer_thread.state

    def run(self) -> None:
        while len(self.known) + len(self.findings) < MAX_FINDINGS:
            try:
                for token in self._tokens():
                    self._take(token)
                    if len(self.state.state_stack) > MAX_STACK:
                        place = Span(token.start_pos or 0, token.end_pos or 0)
                        self._report(rules.LIMIT, place, say.too_deep(rules.MAX_DEPTH), say.flatten())
                        return
                break
            except UnexpectedToken as unexpected:
                self._token_does_not_fit(unexpected.token)
            except UnexpectedCharacters as unexpected:
                self._no_token(cast("int", unexpected.pos_in_stream))
        else:
            self.findings.append(too_many(self.source))
            self._give_up()
        self._close_blocks()
        result = self.driver.feed_eof()
        self.declarations.extend(result if isinstance(result, list) else [])

    def _tokens(self) -> Iterator[Token]:
        tokens: Iterator[Token] = self.driver.lexer_thread.lex(self.state)
        return tokens

    def _take(self, token: Token) -> None:
        self.driver.feed_token(token)
        if self.last == "_NL" and self.before not in ("_COMMA", "_EQUALS"):
            self.depth = len(self.state.state_stack) - 1
        self.before, self.last = self.last, token.type

    def _token_does_not_fit(self, token: Token) -> None:
        start, end = token.start_pos or 0, token.end_pos or 0
        if self._block_is_left_open(start):
            return
        if token.type == "_NL" and self._brace_is_missing(start):
            return
        if token.type == "RBRACE" and (self._list_ends_in_comma(token) or self._brace_ends_a_line(token)):
            return
        line_start = self.text.rfind("\n", 0, start) + 1
        if self._label_goes_on(line_start, start):
            return
        if token.type == "RBRACE" and not self.text[line_start:start].strip():
            self._report(rules.UNEXPECTED, Span(start, end), say.nothing_to_close(), say.remove_brace())
        else:
            self._unexpected(Span(start, start if token.type == "_NL" else end))
        self._skip_line(start)

    def _no_token(self, at: int) -> None:
        sign = self.text[at]
        if sign == '"':
            end = end_of_line(self.text, at)
            self._report(rules.UNCLOSED, Span(at, end), say.label_not_closed(), say.close_the_label())
        elif not sign.isascii() and sign.isalpha():
            end = at + 1
            while self.text[end].isalnum() and not self.text[end].isascii():
                end += 1
            self._report(rules.NAME_FORM, Span(at, end), say.name_form(self.text[at:end]), say.ascii_name())
        elif self._block_is_left_open(at):
            return
        else:
            self._unexpected(Span(at, at + 1))
        self._skip_line(at)

    def _label_goes_on(self, line_start: int, at: int) -> bool:
        """A label that has no end took the beginning of the next one for it: behind it stands a text, and a quote is left over."""
        end = end_of_line(self.text, at)
        label = next((each for each in _LABEL.finditer(self.text, line_start, at) if each.end() == at), None)
        if label is None or '"' not in code_of(self.text[line_start:end])[at - line_start :]:
            return False
        first, *_ = label.group().split()
        self._report(
            rules.UNCLOSED,
            Span(label.start(), label.start() + len(first)),
            say.label_not_closed(),
            say.close_the_label(),
        )
        self._skip_line(at)
        return True

    def _unexpected(self, span: Span) -> None:
        place = bisect_right(self.known, span.start, key=lambda found: found.place.span.start)
        if place and span.start < self.known[place - 1].place.span.end:
            return
        expected = sorted(name for name in self.driver.accepts() if name not in ("$END", "_NL"))
        if expected == ["NAME"] and self.last == "WIRE_CODE":
            expected = ["TYPE"]
        if span.start == span.end:
            self._report(rules.UNEXPECTED, span, say.line_ends_early(), say.expected(expected))
        elif reserved := self._reserved_name(span):
            message = say.reserved_word(self.text[reserved.start : reserved.end])
            self._report(rules.NAME_FORM, reserved, message, say.other_name())
        else:
            whole = whole_word(self.text, span)
            found = self.source.text[whole.start : whole.end]
            keywords = [self._spelling(name) for name in expected]
            begun = [self.text[whole.start : span.start]] if whole.start < span.start else []
            meant = nearest(found, [word for word in (*keywords, *begun) if word.isidentifier()])
            if expected == ["LABEL"] and not found.isascii():
                whole = to_next_blank(self.source.text, whole)
                self._forget_known(whole)
                found = self.source.text[whole.start : whole.end]
                help_text = say.put_in_quotes(found)
            elif self.text.startswith(_COMMENTS_ELSEWHERE, whole.start):
                self._forget_known(Span(whole.start, end_of_line(self.text, whole.start)))
                help_text = say.comments_begin()
            elif expected == ["WIRE_CODE"] and _CODE.fullmatch(found.upper()):
                help_text = say.did_you_mean(found.upper())
            else:
                help_text = say.did_you_mean(meant) if meant else say.expected(expected)
            self._report(rules.UNEXPECTED, whole, say.unexpected(found), help_text)

    def _forget_known(self, span: Span) -> None:
        """What is known of these characters is a part of what is said of them now."""
        self.known = [each for each in self.known if not span.start <= each.place.span.start < span.end]

    def _reserved_name(self, span: Span) -> Span | None:
        """The first word of the line, if it is a word of the language in the place of an item's name."""
        match = _WORD_AND_CODE.match(self.text, self.text.rfind("\n", 0, span.start) + 1)
        return Span(*match.span(1)) if match and match.group(1) in say.RESERVED_IN_RECORDS else None

    def _spelling(self, terminal: str) -> str:
        pattern = next((each.pattern for each in self.lark.terminals if each.name == terminal), None)
        return pattern.value if pattern is not None and pattern.type == "str" else ""

    def _report(self, rule: Rule, span: Span, message: Text, help_text: Text) -> None:
        self.findings.append(Finding(rule, Place(self.source, self._inside(span)), message, help_text))

    def _inside(self, span: Span) -> Span:
        end = len(self.source.text)
        return Span(min(span.start, end), min(span.end, end))

    def _brace_is_missing(self, at: int) -> bool:
        """A header without its `{`: it is put in, and one on the next line is taken for it."""
        if "_LBRACE" not in self.driver.accepts():
            return False
        ahead = _BRACE_AHEAD.match(self.text, at)
        brace = ahead.span(1) if ahead and ahead.group(1) else (at, at)
        message = say.brace_on_next_line() if brace[0] != at else say.block_not_opened()
        self._report(rules.UNEXPECTED, Span(*brace), message, say.open_the_block())
        self.driver.feed_token(Token("_LBRACE", "{", at, end_pos=at))
        self.before, self.last = "_LBRACE", "_NL"
        if brace[0] != at:
            self._move(brace[1])
        else:
            self.driver.feed_token(Token("_NL", "\n", at, end_pos=at))
        self.depth = len(self.state.state_stack)
        return True

    def _list_ends_in_comma(self, token: Token) -> bool:
        """A `}` where a comma promised another word: the comma is passed over."""
        if (self.before, self.last) != ("_COMMA", "_NL"):
            return False
        start, depth = token.start_pos or 0, len(self.state.state_stack) - 2
        trial = _trial(self.driver)
        _cut(trial, depth)
        if "_NL" not in trial.accepts():
            return False
        trial.feed_token(Token("_NL", "\n", start, end_pos=start))
        if "RBRACE" not in trial.accepts():
            return False
        comma = last_comma(self.text, start)
        self._report(rules.UNEXPECTED, Span(comma, comma + 1), say.list_ends_in_comma(), say.remove_comma())
        _cut(self.driver, depth)
        self.driver.feed_token(Token("_NL", "\n", start, end_pos=start))
        self.before, self.last = "", "_NL"
        self._take(token)
        return True

    def _brace_ends_a_line(self, token: Token) -> bool:
        """A `}` behind a whole statement: taken as if it stood on the next line."""
        if "_NL" not in self.driver.accepts():
            return False
        start = token.start_pos or 0
        trial = _trial(self.driver)
        trial.feed_token(Token("_NL", "\n", start, end_pos=start))
        if "RBRACE" not in trial.accepts():
            return False
        self._report(rules.UNEXPECTED, Span(start, start + 1), say.brace_ends_a_line(), say.close_the_block())
        self.driver.feed_token(Token("_NL", "\n", start, end_pos=start))
        self.before, self.last = "", "_NL"
        self._take(token)
        return True

    def _block_is_left_open(self, at: int) -> bool:
        """The line begins with a keyword of an outer block: the inner blocks lack their `}`. The line is then read again."""
        line_start = self.text.rfind("\n", 0, at) + 1
        first = _FIRST_WORD.match(self.text, line_start)
        keyword = first.group(1).upper() if first else ""
        if not first or keyword not in ("AREA", "CODES", "RECORD", "SET", "EXPOSE") or self.depth < 2:
            return False
        trial = _trial(self.driver)
        _cut(trial, self.depth)
        if keyword in trial.accepts():
            return False
        closed = 0
        while keyword not in trial.accepts():
            if "RBRACE" not in trial.accepts() or closed > MAX_OPEN_BLOCKS:
                return False
            _close(trial, line_start)
            closed += 1
        span = Span(*first.span(1))
        self._report(rules.UNCLOSED, span, say.block_left_open(first.group(1)), say.close_the_block())
        _cut(self.driver, self.depth)
        for _ in range(closed):
            _close(self.driver, line_start)
        self.depth = len(self.state.state_stack)
        self.before, self.last = "", "_NL"
        self.lexer.line_ctr.char_pos = line_start
        return True

    def _close_blocks(self) -> None:
        if "$END" in self.driver.accepts():
            return
        end = len(self.source.text.rstrip())
        if len(self.known) + len(self.findings) <= MAX_FINDINGS:
            self._report(rules.UNCLOSED, Span(max(end - 1, 0), end), say.file_ends_in_block(), say.close_the_block())
        self._give_up()

    def _give_up(self) -> None:
        end = len(self.source.text)
        while "$END" not in self.driver.accepts():
            if "RBRACE" not in self.driver.accepts():
                self._back_to_line_start()
            if "RBRACE" not in self.driver.accepts():
                return
            _close(self.driver, end)
            self.depth = len(self.state.state_stack)

    def _back_to_line_start(self) -> None:
        _cut(self.driver, self.depth)

    def _skip_line(self, at: int) -> None:
        """Leaves the line out; if it opens a block, the block is read under a blank header of the same kind."""
        if self.last == "_NL" and self.before not in ("_COMMA", "_EQUALS"):
            self.depth = len(self.state.state_stack)
        self._back_to_line_start()
        start = self.text.rfind("\n", 0, at) + 1
        first = start
        end = end_of_line(self.text, at)
        code = code_of(self.text[start:end])
        opens = code.endswith("{")
        while code.endswith((",", "=")) and end < len(self.text):
            start, end = end + 1, end_of_line(self.text, end + 1)
            code = code_of(self.text[start:end])
        if opens and not self._blank_header(start, end):
            end = end_of_line(self.text, end_of_block(self.text, end))
        self.lost.update(_NAMES.findall(self.text, first, end))
        self._move(min(end, len(self.text) - 1))
        self.before, self.last = "", "_NL"
        self._swallow_line_end()

    def _blank_header(self, start: int, end: int) -> bool:
        first = _FIRST_WORD.match(self.text, start)
        keyword = nearest(first.group(1), _BLOCKS) if first else None
        if not keyword or _BLOCKS[keyword] not in self.driver.accepts():
            return False
        name = _HEADER_NAME.match(self.text, start)
        types = [_BLOCKS[keyword], *_BLANK[keyword].split()]
        for position, terminal in enumerate(types):
            named = terminal == "NAME" and position == 1 and name is not None
            at = name.start(1) if named and name else end
            text = name.group(1) if named and name else '""' if terminal == "LABEL" else ""
            self.driver.feed_token(Token(terminal, text, at, end_pos=at + len(text) if named else end))
        self.driver.feed_token(Token("_NL", "\n", end, end_pos=end))
        self.depth = len(self.state.state_stack)
        return True

    def _move(self, to: int) -> None:
        counter: Any = self.lexer.line_ctr
        counter.feed(self.text[counter.char_pos : to]) if to > counter.char_pos else None
        counter.char_pos = to

    def _swallow_line_end(self) -> None:
        match = _LINE_ENDS.match(self.text, self.lexer.line_ctr.char_pos)
        if match:
            self._move(match.end())


def _close(driver: Any, at: int) -> None:
    driver.feed_token(Token("RBRACE", "}", at, end_pos=at))
    driver.feed_token(Token("_NL", "\n", at, end_pos=at))


def _cut(driver: Any, depth: int) -> None:
    del driver.parser_state.state_stack[depth:]
    del driver.parser_state.value_stack[depth - 1 :]


def _trial(driver: Any) -> Any:
    """A copy that can be driven without building any node."""
    trial = driver.copy(deepcopy_values=False)
    trial.parser_state.parse_conf = copy(trial.parser_state.parse_conf)
    trial.parser_state.parse_conf.callbacks = {}
    return trial
