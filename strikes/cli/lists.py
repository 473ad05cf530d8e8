"""The commands that print what a run holds: claimants, campaigns, channels, signals, runs, quarantine."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, counted, one_line, say, show

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print only the first so many.")]


def claimants(
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List claimants, best lead first. A listing is not a finding of fault: each line says what the signs are.

    Example: strikes claimants --limit 20
    """
    from strikes.report.leads import claimant_leads
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        ids = [row["claimant_id"] for row in read.claimants(con)][:limit]
        leads = claimant_leads(con, ids if limit else None)
    if format is Format.TABLE:
        typer.echo("\n".join(_entry(i, lead) for i, lead in enumerate(leads, 1)) or "No claims were scored.")
        return
    if format is Format.CSV:
        leads = [_claimant_line(lead) for lead in leads]
    columns = (
        *("claimant_id", "names", "identity", "coordination", "claims", "n_claims", "n_channels", "campaign_id", "why"),
    )
    show(leads, format, columns=columns, empty="")


def _entry(rank: int, lead: dict[str, Any]) -> str:
    line = _claimant_line(lead)
    bands = "  ".join(f"{axis}: {line[axis]}" for axis in lead["axes"])
    campaign = f", campaign {lead['campaign_id']}" if lead["campaign_id"] else ""
    counts = f"{counted(lead['n_claims'], 'claim')} on {counted(lead['n_channels'], 'channel')}"
    return (
        f"{rank:>4}  {one_line(line['names'])}  ({lead['claimant_id']}, {counts}{campaign})\n"
        f"      {bands}\n      {one_line(line['why'] or 'no sign weighs here')}"
    )


def _claimant_line(lead: dict[str, Any]) -> dict[str, Any]:
    accusing = [finding for finding in lead["findings"] if finding["weight"] > 0]
    return {
        **{name: lead[name] for name in ("claimant_id", "n_claims", "n_channels", "campaign_id")},
        "names": lead["names"] or lead["emails"],
        **{axis: _band_and_weight(score) for axis, score in lead["axes"].items()},
        "why": accusing[0]["text"] if accusing else None,
    }


def _band_and_weight(score: dict[str, Any]) -> str:
    words = score["band"].replace("_", " ")
    return words if score["weight"] is None else f"{words} ({score['weight']:+.2f})"


def campaigns(
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List campaigns: claimants who hang together beyond chance, strongest first.

    Example: strikes campaigns --format json
    """
    from strikes.report.leads import campaign_leads
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        leads = campaign_leads(con)[:limit]
    if format is Format.TABLE:
        typer.echo("\n".join(campaign_entry(lead) for lead in leads) or "No campaigns: nothing hangs together here.")
        return
    columns = ("campaign_id", "band", "weight", "low", "high", "n_claims", "first_claim_at", "last_claim_at")
    show(leads, format, columns=columns, empty="")


def campaign_entry(lead: dict[str, Any]) -> str:
    why = lead["findings"][0]["text"] if lead["findings"] else "no sign weighs here"
    return (
        f"{lead['campaign_id']}  {_band_and_weight(lead)}: {counted(len(lead['claimant_ids']), 'claimant')}, "
        f"{counted(len(lead['target_channel_ids']), 'channel')}, {counted(lead['n_claims'], 'claim')}, "
        f"{(lead['first_claim_at'] or '?')[:10]} to {(lead['last_claim_at'] or '?')[:10]}\n      {one_line(why)}"
    )


def channels(
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List the channels under claim, those with most strikes standing first.

    Example: strikes channels --limit 10
    """
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        found = read.channels(con)[:limit]
    columns = ("channel_id", "title", "strikes_standing", "next_lapse_at", "n_claims", "n_claimants", "last_claim_at")
    show(found, format, columns=columns, empty="No channel is under claim.")


def signals(format: FormatOption = Format.TABLE, workspace: WorkspaceOption = None, run: RunOption = None) -> None:
    """List what is looked for: each signal's question, and how often it fired where it could look.

    Example: strikes signals
    """
    from strikes.errors import InputError
    from strikes.store import read

    try:
        with read.reading(workspace_at(workspace), run) as con:
            found = read.signals(con)
    except InputError:
        say("Nothing was scored here yet, so this is the catalogue alone.")
        found = _catalogue()
    columns = ("code", "signal", "axes", "grp", "question", "n_fired", "n_looked")
    show(found, format, columns=columns, empty="There are no signals.")


def _catalogue() -> list[dict[str, Any]]:
    from strikes.signals import catalogue

    return [
        {
            "code": s.code,
            "signal": s.id,
            "axes": list(s.axes),
            "grp": s.group,
            "question": s.question,
            "innocent": s.innocent,
        }
        for s in catalogue()
    ]


def quarantine(
    format: FormatOption = Format.TABLE, limit: LimitOption = None, workspace: WorkspaceOption = None
) -> None:
    """List the rows that are no facts yet: where they stand, and why.

    Example: strikes quarantine --format csv > to_mend.csv
    """
    from strikes.store import casebook

    found = casebook.quarantined(workspace_at(workspace))[:limit]
    show(found, format, columns=("file", "line", "kind", "column", "reason"), empty="Nothing is in quarantine.")


runs_app = typer.Typer(help="List or remove finished runs.", no_args_is_help=True)


@runs_app.command("list")
def runs_list(format: FormatOption = Format.TABLE, workspace: WorkspaceOption = None) -> None:
    """List the finished runs, newest first.

    Example: strikes runs list
    """
    from strikes.store import runs

    found = [vars(run) for run in runs.list_runs(workspace_at(workspace))]
    show(
        found,
        format,
        columns=("run_id", "as_of", "created_at", "version", "is_latest"),
        empty="Nothing was scored yet.",
    )


@runs_app.command("prune")
def runs_prune(
    keep: Annotated[int, typer.Option(min=1, help="How many of the newest to keep.")], workspace: WorkspaceOption = None
) -> None:
    """Remove old runs; the latest one and those an export cites stay. The facts stay whole.

    Example: strikes runs prune --keep 10
    """
    from strikes.report.manifest import cited_runs
    from strikes.store import runs

    place = workspace_at(workspace)
    removed = runs.prune(place, keep, cited_runs(place.exports))
    typer.echo(f"removed {len(removed)} runs")
