"""`strikes evaluate`: how well a run's weights and bands agree with what people found."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, say, show, to_csv

_MEASURES = ("n", "n_so", "fired", "precision", "precision_low", "precision_high", "recall", "false_alarm_rate")
_COLUMNS = {
    "axes": ("axis", "script", "language", *_MEASURES, "cllr", "brier"),
    "signals": ("axis", "signal", "script", "language", *_MEASURES, "cllr", "brier"),
    "reliability": ("axis", "said", "n", "found", "low", "high"),
    "agreement": ("axis", "first", "second", "n", "agreed", "kappa"),
}
_TITLES = {
    "axes": "Leads (some signs and above) against labels",
    "signals": "Signals against labels",
    "reliability": "Of those given a probability, how many were so",
    "agreement": "Do two people agree (Cohen's kappa)",
}


def evaluate(
    labels: Annotated[Path, typer.Option(help="A table of labels (docs/contracts.md), any format of collect table.")],
    run: Annotated[str | None, typer.Option(help="A finished run; else the newest.", show_default=False)] = None,
    format: Annotated[Format, typer.Option(help="How to print the measures.")] = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Hold a finished run against labels: precision, false alarms, C_llr, Brier and calibration per signal, axis,
    script and language; Cohen's kappa where two people judged. Labels read off outcomes (hand or reason "outcome")
    are not held against the signals made from outcomes.

    Example: strikes evaluate --labels labels.csv --format json
    """
    from strikes.score.evaluate import evaluate as measured
    from strikes.store.runs import reading

    judged = _read_labels(labels)
    with reading(workspace_at(workspace), run) as con:
        found = measured(con, judged)
    rows = {part: [_rounded(row) for row in some] for part, some in found.items()}
    if format is Format.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif format is Format.CSV:
        columns = ("part", *dict.fromkeys(name for names in _COLUMNS.values() for name in names))
        typer.echo(to_csv([{"part": part, **row} for part, some in rows.items() for row in some], columns), nl=False)
    else:
        for part, some in rows.items():
            say(_TITLES[part])
            show(some, Format.TABLE, columns=_COLUMNS[part], empty="  nothing to say")


def _read_labels(path: Path) -> list[dict[str, Any]]:
    """Take the labels in by the ordinary way, into a casebook that is gone afterwards: the workspace stays as it is."""
    from strikes.collect.tables.importer import import_table
    from strikes.errors import FormatError
    from strikes.model import TableKind
    from strikes.store import casebook
    from strikes.store.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="strikes-") as folder:
        place = Workspace(Path(folder))
        casebook.create(place)
        counts = import_table(place, path, kind=TableKind.LABELS).counts
        if counts.quarantined:
            say(f"{path.name}: {counts.quarantined} of {counts.read} rows are no labels and are left out.")
        with casebook.reading(place) as con:
            names = ("subject", "axis", "label", "reason", "labelled_by")
            rows = con.execute(f"select {', '.join(names)} from label order by label_key").fetchall()
    if not rows:
        raise FormatError(f"{path.name} holds no labels: columns subject, axis, label, labelled_by.")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in row.items()}
