"""Measurements, side by side; `python bench/run.py`. Not part of the wheel."""
