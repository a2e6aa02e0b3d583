"""Run layoutc from a checkout: python cli.py check."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "compiler"))

from layoutc.cli import main

if __name__ == "__main__":
    main()
