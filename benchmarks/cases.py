"""Score the documented cases and their twins in one casebook, and hold them against `data/cases/expected.csv`.

    python -m benchmarks.cases [--write docs/cases.md]

Prints, or writes as a page, one line per case, claimant and axis: the band, what was expected, the deciding evidence.
Expectations were committed before anything was scored and are never edited to fit.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.model import Band, TableKind
from strikes.store import casebook, runs
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace

CASES = Path(__file__).resolve().parent.parent / "data" / "cases"
AS_OF = dt.date(2026, 6, 1)

_STANDING = """
select s.claimant_id, s.band, s.weight_ubans / 1e6, s.low_ubans / 1e6, s.high_ubans / 1e6
from axis_score s
where s.axis = $axis and s.claimant_id in (
    select i.claimant_id from identity i join claimant_record r using (record_id) join record_event x using (record_id)
    join event e using (event_key)
    where $subject in (r.name, r.email, regexp_replace(r.ref, '@[^@]*$', '')) and list_contains($events, e.event_id))
order by s.claimant_id
"""
_DECIDING = """
select s.code, f.weight_ubans / 1e6 from finding f join signal s using (signal)
where f.claimant_id = ? and f.axis = ? and f.weight_ubans <> 0
order by abs(f.weight_ubans) desc, s.code limit 5
"""


@dataclass(frozen=True)
class Line:
    """One line of the expectations with what the score says; `bands` has more than one where records came apart."""

    case: str
    subject: str
    axis: str
    at_least: Band
    at_most: Band
    bands: tuple[Band, ...]
    weight: str
    evidence: str

    @property
    def holds(self) -> bool:
        """Does every claimant of this name stand within the bounds?"""
        return bool(self.bands) and all(self.at_least.rank <= band.rank <= self.at_most.rank for band in self.bands)


def score_cases(workspace: Workspace) -> None:
    """Collect every case and twin into one casebook and score it once."""
    casebook.create(workspace)
    for kind in TableKind:
        rows = [row for path in sorted(CASES.glob(f"*/{kind}.csv")) for row in _rows(path)]
        if rows:
            import_table(workspace, _written(workspace.root / f"{kind}.csv", rows), kind=kind)
    make_run(workspace, as_of=AS_OF, make_latest=True)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _written(path: Path, rows: list[dict[str, str]]) -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def expected() -> list[dict[str, str]]:
    """Return the lines of `expected.csv`."""
    return _rows(CASES / "expected.csv")


def judged(workspace: Workspace) -> list[Line]:
    """Hold the newest run against every expectation."""
    with runs.reading(workspace) as con:
        return [_line(con, row) for row in expected()]


def _line(con: Connection, row: dict[str, str]) -> Line:
    events = [event["event_id"] for event in _rows(CASES / row["case"] / "events.csv")]
    asked = {"axis": row["axis"], "subject": row["subject"], "events": events}
    standing = con.execute(_STANDING, asked).fetchall()
    told = [con.execute(_DECIDING, [claimant, row["axis"]]).fetchall() for claimant, *_ in standing]
    return Line(
        row["case"], row["subject"], row["axis"], Band(row["at_least"]), Band(row["at_most"]),
        tuple(Band(band) for _, band, *_ in standing),
        "; ".join("" if w is None else f"{w:.2f} ({low:.2f} to {high:.2f})" for *_, w, low, high in standing),
        "; ".join(", ".join(f"{code} {bans:+.2f}" for code, bans in found) for found in told),
    )  # fmt: skip


def page(lines: list[Line]) -> Iterator[str]:
    """Yield the lines of docs/cases.md."""
    yield "# What the score says of documented cases"
    yield ""
    yield "Made by `python -m benchmarks.cases --write docs/cases.md`; change nothing here by hand."
    yield "Expectations come from `data/cases/expected.csv`, written before anything was scored. Weights are in bans,"
    yield "with the interval from 5 to 95 %; evidence is the five weightiest findings, each after provenance."
    yield "A band says how far evidence reaches, not what anybody did. Twins are SIMULATED."
    yield ""
    held = sum(line.holds for line in lines)
    yield f"{held} of {len(lines)} expectations hold."
    yield ""
    yield "| case | claimant | axis | band | expected | weight | deciding evidence |"
    yield "|---|---|---|---|---|---|---|"
    for line in lines:
        band = ", ".join(line.bands) + ("" if line.holds else " **(not as expected)**")
        bounds = line.at_least if line.at_least == line.at_most else f"{line.at_least} to {line.at_most}"
        yield f"| {line.case} | {line.subject} | {line.axis} | {band} | {bounds} | {line.weight} | {line.evidence} |"


def main() -> None:
    """Score, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "workspace")
        score_cases(workspace)
        text = "\n".join(page(judged(workspace))) + "\n"
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
