"""How close two words are: the name that was probably meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word most like the given one, at least that much (0 to 1); None when nothing is near."""
    from difflib import get_close_matches

    known = list(known)
    matches = get_close_matches(word, known[:5000], n=1, cutoff=likeness)
    if matches:
        return matches[0]
    return min((each for each in known if len(word) > 2 and word in each), key=len, default=None)
