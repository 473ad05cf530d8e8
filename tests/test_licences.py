"""What strikes installs may be given on under Apache-2.0: every package's own word on its licence is read."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
#: Fits Apache-2.0. MPL-2.0 and LGPL bind changes to themselves only; GPL and AGPL would bind us.
FITS = re.compile(
    r"apache|\bmit\b|bsd|isc\b|\bpsf|python software|python-2|mpl|mozilla|lgpl|unlicense|public domain|cc0|zlib|hpnd",
    re.I,
)
#: Say it in their sources and not in their metadata: looked at by hand on 24 November 2026.
LOOKED_AT = {
    "dkimpy": "zlib (LICENSE in https://launchpad.net/dkimpy)",
    "pyrage": "MIT (LICENSE in https://github.com/woodruffw/pyrage)",
}
BINDS = re.compile(r"(?<!L)\bA?GPL|GNU (Affero )?General Public", re.I)


def _same(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> list[str]:
    """Every package that installing strikes brings, by name: what is asked for, and what that asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    waiting = [Requirement(text) for text in (*project["dependencies"], *extras.get("login", []))]
    found: dict[str, str] = {}
    while waiting:
        wanted = waiting.pop()
        name = _same(wanted.name)
        if name in found:
            continue
        try:
            package = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        found[name] = wanted.name
        asked = [Requirement(text) for text in package.requires or ()]
        waiting += [one for one in asked if not one.marker or one.marker.evaluate({"extra": ""})]
    return sorted(found.values(), key=str.lower)


def licence(package: Distribution) -> str:
    """All a package says of its licence in a word or two; a whole text only where it says nothing else."""
    told = [package.metadata.get("License-Expression") or ""]
    told += [line for line in package.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    if not any(told):
        told = [(package.metadata.get("License") or "")[:200]]
    return " ".join(told)


@pytest.mark.parametrize("name", needed())
def test_a_dependencys_licence_fits_ours(name: str) -> None:
    said = LOOKED_AT.get(name) or licence(distribution(name))
    assert FITS.search(said), f"{name} says {said!r}: look, and name it here if it fits"
    assert not BINDS.search(said) or " OR " in said, f"{name} says {said!r}"


def test_the_lock_names_every_package_that_is_installed() -> None:
    locked = {_same(line.split("==")[0]) for line in (ROOT / "requirements.lock").read_text().splitlines()}
    assert [name for name in needed() if _same(name) not in locked] == []
