"""The day it is."""

from datetime import date, datetime, timedelta, timezone

_JAPAN = timezone(timedelta(hours=9))


def today() -> date:
    """Today in Japan, where editions change."""
    return datetime.now(_JAPAN).date()
