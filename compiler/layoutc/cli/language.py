"""In which language the tool speaks."""

import os
import sys
from collections.abc import Sequence

LANGUAGES = ("ja", "en")


def language_of(arguments: Sequence[str], environment: dict[str, str] | None = None) -> str:
    """`--lang` if given, else by LAYOUTC_LANG and the locale; English where neither says Japanese."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    known = os.environ if environment is None else environment
    for name in ("LAYOUTC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if known.get(name):
            return "ja" if known[name].lower().startswith("ja") else "en"
    return "ja" if sys.platform == "win32" and _windows_is_japanese() else "en"


def _windows_is_japanese() -> bool:
    import locale

    return (locale.getlocale()[0] or "").startswith("Japanese")
