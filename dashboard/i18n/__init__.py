"""What the owner's app says, in four languages: one TOML file each, all with the same keys (held together by a test).

Dates, months and letters are the reports' own (strikes/report/words); a key of theirs is not said twice. To add a
language: one file here, one there.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from strikes.report import words as reports
from strikes.report.words import Forms, Words

#: language -> its own name, in the order they are offered.
LANGUAGES = {"az": "Azərbaycanca", "ru": "Русский", "tr": "Türkçe", "en": "English"}


class Phrases(Words):
    """The texts of one language, with days and hours as people write them there."""

    def moment(self, at: dt.datetime, now: dt.datetime) -> str:
        """Return "in 3 days (Thursday, 26 November 2026, 14:15)", in the zone both times have."""
        weekday = self(f"weekday.{at.isoweekday()}")
        day = self("date.with_weekday", weekday=weekday, day=self.day(at.date().isoformat()), time=f"{at:%H:%M}")
        n_days = (at.date() - now.date()).days
        return self(
            "date.in_days", when=self.count("date.days_left", n_days) if n_days else self("date.today"), day=day
        )


@cache
def phrases(language: str) -> Phrases:
    """Return the texts of a language; English for one that is not there."""
    known = language if language in LANGUAGES else "en"
    own = tomllib.loads(resources.files(__package__).joinpath(f"{known}.toml").read_text(encoding="utf-8"))
    return Phrases(known, reports.words(known).keys() | flat(own), {})


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Forms]:
    """Return texts by dotted key; a table of plural forms stays whole."""
    found: dict[str, Forms] = {}
    for name, value in table.items():
        if isinstance(value, dict) and not value.keys() <= {"one", "few", "many", "other"}:
            found |= flat(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = value
    return found


def of_browser(accepted: str | None) -> str:
    """Return the first language of an Accept-Language header that there is; English else."""
    wanted = [part.split(";")[0].strip().lower()[:2] for part in (accepted or "").split(",")]
    return next((language for language in wanted if language in LANGUAGES), "en")
