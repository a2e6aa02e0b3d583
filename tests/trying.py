"""On how many examples a property is tried: on as many as its test says, or all on `LAYOUTC_EXAMPLES` of them."""

import os

_ASKED = os.environ.get("LAYOUTC_EXAMPLES")


def examples(usual: int = 100) -> int:
    return int(_ASKED or usual)
