"""python -m layoutc."""

from layoutc.cli import main

main()
