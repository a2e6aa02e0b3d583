"""How close two words are: the name that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one; None when nothing is near."""
    matches = get_close_matches(word, list(known)[:5000], n=1, cutoff=0.6)
    return matches[0] if matches else None
