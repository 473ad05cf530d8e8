"""`strikes explain`: the evidence behind a score, line by line, with the innocent explanations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line


def explain(
    subject: Annotated[str, typer.Argument(help="A claimant or campaign: id, name, e-mail; or the word notice.")],
    file: Annotated[Path | None, typer.Argument(help="With notice: a mail, a pasted text, a mailbox.")] = None,
    format: Annotated[Format, typer.Option(help="table prints sentences.")] = Format.TABLE,
    verify: Annotated[
        str, typer.Option(help="With notice: offline, stored or online, where signing keys come from.")
    ] = "offline",
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show the evidence behind a claimant or campaign, or what can be read from a notice (which stores nothing).

    Example: strikes explain "Larkspur Records Ltd"

    Example: strikes explain notice mail.eml --format json
    """
    if subject == "notice" and file is not None:
        from strikes.cli.explain_notice import explain_notice

        explain_notice(file, format, verify, workspace)
        return
    from strikes.errors import InputError
    from strikes.report.explanation import explain_campaign, explain_claimant
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        found = read.find_subject(con, subject)
        if found is None or found[0] == "channel":
            raise InputError(
                f"There is no claimant or campaign {one_line(subject)!r} in this run. See: strikes claimants"
            )
        kind, subject_id = found
        told = explain_claimant(con, subject_id) if kind == "claimant" else explain_campaign(con, subject_id)
    if format is Format.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(told)))


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [told["summary"], ""]
    for axis in told["waterfalls"]:
        lines += [f"{axis['axis'].upper()}: {axis['sentence']}"]
        lines += [line for step in axis["steps"] for line in _step(step)]
        lines += [""]
    if told["missing"]:
        lines += ["Could not be looked at:"]
        lines += [f"  {row['code']} {row['title']} (needs {row['needs']})" for row in told["missing"]]
        lines += [""]
    for reply in told["replies"]:
        lines += [
            f"The claimant answered on {reply['said_at'][:10]}:",
            "  " + "\n  ".join(map(one_line, reply["said"].splitlines())),
            "",
        ]
    return [*lines, told["caution"]]


def _step(step: dict[str, Any]) -> list[str]:
    lines = [
        f"  {step['weight']:+6.2f}  {one_line(step['text'])}"
        + (f"  [{step['provenance']}]" if step["provenance"] else "")
    ]
    if step["counts"]:
        lines += [f"          {step['counts']}"]
    if step["innocent"]:
        lines += [f"          This could also be: {step['innocent']}"]
    return lines
