"""`strikes demo`: a SIMULATED world and the documented cases, from tables to leads, dossier and dashboard."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from strikes import settings
from strikes.cli.lists import campaign_entry
from strikes.cli.terminal import one_line, progress, say
from strikes.model import Band
from strikes.store.workspace import Workspace

DEMO_WORKSPACE = Path("demo-workspace")
SEED = 7
#: Leads that are printed with their reason.
SHOWN, SHOWN_CAMPAIGNS = 10, 3


def demo(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Where the demo workspace goes.")
    ] = DEMO_WORKSPACE,
    dashboard: Annotated[bool, typer.Option(help="Serve the dashboard at the end.")] = True,
    port: Annotated[int, typer.Option(help="The dashboard's port on 127.0.0.1.")] = 8501,
) -> None:
    """Show what this is for: builds a workspace from SIMULATED data and documented cases, scores it, prints the leads,
    writes a dossier and serves the dashboard. Nothing leaves this machine.

    Example: strikes demo --no-dashboard
    """
    import datetime as dt

    from strikes.cli.pipeline import make_run
    from strikes.cli.report import Kind, report
    from strikes.store import casebook

    started = time.monotonic()
    place = Workspace(workspace)
    casebook.create(place)
    say(f"1 of 4: collecting into {place.root} (SIMULATED data and documented cases)")
    _collect(place)
    say("2 of 4: scoring")
    run = make_run(place, as_of=dt.datetime.now(dt.UTC).date(), make_latest=True)
    say(f"3 of 4: the first {SHOWN} leads of run {run.run_id}")
    best = _print_leads(place)
    say("4 of 4: writing a dossier on the first lead")
    report(Kind.CLAIMANT, [best], workspace=place.root)
    say(f"Done in {time.monotonic() - started:.0f} seconds.")
    if dashboard:
        from strikes.cli.dashboard import dashboard as serve

        serve(port=port, workspace=place.root)
    else:
        say(f"Look at it: strikes dashboard --workspace {place.root}")


def _collect(place: Workspace) -> None:
    from strikes.collect.tables.importer import import_table

    with tempfile.TemporaryDirectory() as folder, progress("collecting") as bar:
        world = Path(folder)
        _generator().write_world(world, seed=SEED, size="demo")
        tables = sorted(path for path in world.glob("*.csv") if not path.name.startswith("truth"))
        tables += sorted(p for p in settings.data_dir().glob("cases/*/*.csv") if not p.parent.name.endswith("-twin"))
        for i, path in enumerate(tables):
            import_table(place, path)
            bar.to(i + 1, len(tables))


def _generator() -> Any:
    """Load data/sample/generate.py: training data, so it lies with the data and not among the rooms."""
    spec = importlib.util.spec_from_file_location("strikes_sample", settings.data_dir() / "sample" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _print_leads(place: Workspace) -> str:
    from strikes.report.leads import campaign_leads, claimant_leads
    from strikes.store import read

    with read.reading(place) as con:
        ids = [row["claimant_id"] for row in read.claimants(con)][:SHOWN]
        leads = claimant_leads(con, ids)
        campaigns = campaign_leads(con)[:SHOWN_CAMPAIGNS]
    for rank, lead in enumerate(leads, 1):
        typer.echo(f"{rank:>3}  {_lead_line(lead)}")
    say(f"and the first {SHOWN_CAMPAIGNS} campaigns")
    for campaign in campaigns:
        typer.echo(f"     {campaign_entry(campaign)}")
    return str(ids[0])


def _lead_line(lead: dict[str, Any]) -> str:
    why = next((finding["text"] for finding in lead["findings"] if finding["weight"] > 0), "no sign weighs here")
    best = max(lead["axes"].values(), key=lambda score: (Band(score["band"]).rank, score["weight"] or 0))
    named = one_line((lead["names"] or lead["emails"])[:1])
    return f"{named}: {best['band'].replace('_', ' ')}; {one_line(why)}"
