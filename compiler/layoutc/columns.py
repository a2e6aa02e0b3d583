"""Columns of a terminal: a full-width character takes two, a combining one none."""

from wcwidth import wcwidth


def display_width(text: str) -> int:
    """How many columns a text without control characters takes."""
    return len(text) if text.isascii() else sum(max(wcwidth(sign), 0) for sign in text)
