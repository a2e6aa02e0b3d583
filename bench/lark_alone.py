"""Parses all layouts of a project into bare trees with lark alone; prints the CPU and wall seconds of the parsing.

python bench/lark_alone.py PROJECT
"""

import json
import sys
import time
from pathlib import Path

from lark import Lark

GRAMMAR = Path(__file__).resolve().parent.parent / "compiler" / "layoutc" / "syntax" / "layout.lark"


def main(project: Path) -> None:
    lark = Lark(GRAMMAR.read_text("utf-8"), parser="lalr", start=["start", "type"])
    paths = [path for folder in ("areas", "codes") for path in sorted((project / "layouts" / folder).rglob("*.*"))]
    texts = [path.read_text("utf-8") for path in paths if path.suffix in (".layout", ".codes")]
    wall, cpu = time.perf_counter(), time.process_time()
    for text in texts:
        lark.parse(text + "\n", start="start")
    print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
