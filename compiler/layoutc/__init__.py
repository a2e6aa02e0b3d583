"""Schema compiler and validator for Japan's data standard layouts (データ標準レイアウト).

    loaded = layoutc.load("project")            # reads layouts/
    report = layoutc.check(loaded, date(2017, 7, 31))
    layoutc.compile(loaded)                     # writes generated/

Names are imported when they are first used, so that a command pays for nothing else.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layoutc.catalog.catalog import Catalog
    from layoutc.findings import Finding
    from layoutc.project import check, compile, load

__all__ = ["Catalog", "Finding", "check", "compile", "load"]

_HOMES = {
    "Catalog": "layoutc.catalog.catalog",
    "Finding": "layoutc.findings",
    "check": "layoutc.project",
    "compile": "layoutc.project",
    "load": "layoutc.project",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'layoutc' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
