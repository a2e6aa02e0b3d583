"""Where comments and blank lines stand in a text."""

from layoutc.source import SourceFile
from layoutc.syntax.comments import Comment, blank_before, comments

_TEXT = '# 一 \n\n  # 二\ncodes c "#\\"#" { # 三\r\n\n  0 "零"# 四\n}'


def test_comments_are_found_outside_labels_only() -> None:
    assert comments(SourceFile("c.codes", _TEXT)).all == (
        Comment("# 一", 0, own_line=True, blank_before=False),
        Comment("# 二", _TEXT.index("# 二"), own_line=True, blank_before=True),
        Comment("# 三", _TEXT.index("# 三"), own_line=False, blank_before=False),
        Comment("# 四", _TEXT.index("# 四"), own_line=False, blank_before=True),
    )


def test_a_comment_trails_only_what_ends_on_its_line() -> None:
    found = comments(SourceFile("c.codes", _TEXT))
    brace, value = _TEXT.index("{"), _TEXT.index('"零"')
    assert found.trailing(brace + 1, value) == "# 三"
    assert found.trailing(brace + 1, brace + 2) == ""
    assert found.trailing(value + 3, len(_TEXT)) == "# 四"
    assert found.trailing(_TEXT.index("}"), len(_TEXT)) == ""


def test_only_comments_with_a_line_of_their_own_are_own_lines() -> None:
    found = comments(SourceFile("c.codes", _TEXT))
    assert [comment.text for comment in found.own_lines(0, len(_TEXT))] == ["# 一", "# 二"]
    assert found.own_lines(1, _TEXT.index("# 二")) == ()


def test_blank_lines() -> None:
    text = "a\n \t\r\nb\nc"
    assert [blank_before(text, text.index(letter)) for letter in "abc"] == [False, True, False]
    assert blank_before("\na", 1)
