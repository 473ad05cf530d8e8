"""Joins up YouTube copyright strikes that look abusive, and shows its reasons.

The rooms, in the order the data walks: collect, store, resolve, group, signals, score, report (docs/architecture.md).
"""

__version__ = "0.1.0"
