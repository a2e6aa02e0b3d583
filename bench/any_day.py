"""Checks a project as of the last day of each month from 2014 to 2026; prints the seconds of the slowest check, without reading the files.

python bench/any_day.py PROJECT
"""

import json
import sys
import time
from calendar import monthrange
from datetime import date
from pathlib import Path

from layoutc import project

YEARS = range(2014, 2027)


def main(folder: Path) -> None:
    loaded = project.load(folder)
    slowest = {"cpu": 0.0, "wall": 0.0}
    for year in YEARS:
        for month in range(1, 13):
            wall, cpu = time.perf_counter(), time.process_time()
            project.check(loaded, date(year, month, monthrange(year, month)[1]))
            spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
            slowest = max(slowest, spent, key=lambda times: times["cpu"])
    print(json.dumps(slowest))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
