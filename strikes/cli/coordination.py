"""`strikes coordination`: pairs of accounts that act together, in any table, with the evidence for each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from strikes.errors import InputError, UsageError

if TYPE_CHECKING:
    from strikes.group.table import Reading

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def coordination(
    table: Annotated[Path, typer.Argument(help="CSV (also .gz), JSON lines or Parquet, one row per action.")],
    account: Annotated[str, typer.Option(help="Column of who acted.")],
    object_: Annotated[
        str, typer.Option("--object", help="Column of what was acted on (a channel, a link, a hashtag).")
    ],
    time: Annotated[str, typer.Option(help="Column of when: epoch seconds or ISO 8601.")],
    out: Annotated[Path, typer.Option(help="Where to write the edges (CSV).")],
    content: Annotated[
        str | None, typer.Option(help="Column of the post or notice, where one carries several objects.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(help="Column of what is said; a wording that several use counts as one more object.")
    ] = None,
    method: Annotated[
        Literal["significant", "window", "directed"],
        typer.Option(help="significant: an error rate; window: CooRTweet's count; directed: QUT's count."),
    ] = "significant",
    window: Annotated[
        str | None, typer.Option(help="60s, 10m, 6h, 7d or auto (estimated); in significant one more to try.")
    ] = None,
    min_participation: Annotated[
        int | None, typer.Option(min=1, help="Rows an account needs; 2 for window, 1 otherwise, unless given.")
    ] = None,
) -> None:
    """Find accounts that act together more than chance explains, and say why.

    Example: strikes coordination claims.csv --account claimant --object channel --time received_at --out edges.csv
    """
    from strikes.group.coordination import Method, Question, find_coordination, write_edges
    from strikes.group.table import Columns, read_table
    from strikes.store.connection import engine_errors, scratch

    question = Question(Method(method), _seconds(window), min_participation, with_text=text is not None)
    with engine_errors(), scratch(reachable=[table, _writable(out)]) as con:
        _report_reading(table, read_table(con, table, Columns(account, object_, time, content, text)))
        remarks = find_coordination(con, question)
        n_kept = write_edges(con, out)
    for remark in [*remarks, f"{n_kept} edges are kept; all are in {out}."]:
        typer.echo(remark, err=True)


def _seconds(window: str | None) -> int | None:
    """Return a length of time in seconds, 0 for `auto`."""
    if window is None or window == "auto":
        return None if window is None else 0
    found = re.fullmatch(r"(\d+)([smhd]?)", window.strip().lower())
    if not found or int(found[1]) == 0:
        raise UsageError(f"--window {window!r} is no length of time; write 60s, 10m, 6h, 7d or auto.")
    return int(found[1]) * _UNITS[found[2] or "s"]


def _report_reading(table: Path, reading: Reading) -> None:
    if reading.n_left_out:
        typer.echo(
            f"{reading.n_left_out} of {reading.n_rows} rows of {table.name} were left out: no account, no object or no "
            f"readable time. The first is row {reading.first_left_out}.",
            err=True,
        )


def _writable(out: Path) -> Path:
    """Make the file, so that a wrong place is told before the work and not after it."""
    try:
        out.touch()
    except OSError as error:
        raise InputError(
            f"{out} cannot be written ({error.strerror}). Give --out a file in a folder of yours."
        ) from None
    return out
