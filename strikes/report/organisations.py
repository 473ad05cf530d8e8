"""Is a name an organisation's? Only then may others than the platform read it: a person's name may be borrowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from strikes.store.reference import read_reference

_WORD = re.compile(r"[\w.]+")


def organisation_test(holders: Iterable[str]) -> Callable[[str], bool]:
    """Return the test: a name of the registry of holders, or one that bears a legal form (Ltd, MMC, ООО).

    "Media" or "Music" in a name does not make it a company: many people publish under such names.
    """
    forms = {row["word"] for row in read_reference("company_words.csv") if row["source"].startswith("http")}
    known = {name.casefold() for name in holders}

    def is_organisation(name: str) -> bool:
        folded = name.casefold()
        return folded in known or any(word in forms or word.strip(".") in forms for word in _WORD.findall(folded))

    return is_organisation
