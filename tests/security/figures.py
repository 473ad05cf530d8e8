"""One table of figures at the end of a run (a plugin of pytest): what security asks for, and what was measured.

A test calls `figure("R8", "what", measured, "asked")`; under xdist the numbers travel with the test's report.
"""

from __future__ import annotations

from typing import Any

import pytest

_MARK = "security figure"
Figure = tuple[str, str, str, str]


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Any:
    """Note a figure of this test: (number, what, measured, asked for)."""

    def note(number: str, what: str, measured: object, asked: str) -> None:
        request.node.user_properties.append((_MARK, (number, what, str(measured), asked)))

    return note


def figures_of(reports: list[Any]) -> list[Figure]:
    """Return the figures of finished tests, in order of their numbers."""
    found = [tuple(value) for report in reports for name, value in report.user_properties if name == _MARK]
    return sorted(set(found), key=lambda f: (int(f[0][1:]), f[1]))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    stats = terminalreporter.stats
    reports = [report for outcome in ("passed", "failed") for report in stats.get(outcome, [])]
    found = figures_of([report for report in reports if hasattr(report, "user_properties")])
    if not found:
        return
    terminalreporter.section("security figures")
    for number, what, measured, asked in found:
        terminalreporter.write_line(f"{number:4}{what:72}{measured:>16}  ({asked})")
