"""`strikes verify`: is this what its maker sent, or what was once stored, and what does that prove?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strikes.cli.options import workspace_at
from strikes.cli.terminal import one_line, say
from strikes.errors import CheckFailed, UsageError


def verify(
    bundle: Annotated[
        Path | None, typer.Argument(help="A bundle (the ZIP, or the folder of its files), or a workspace's folder.")
    ] = None,
    signer: Annotated[
        str | None, typer.Option(metavar="FINGERPRINT", help="The key it must be signed with, as its maker told you.")
    ] = None,
    of_workspace: Annotated[
        bool, typer.Option("--workspace", "-w", help="Check a workspace instead: the one here, or the folder named.")
    ] = False,
) -> None:
    """Check a bundle or a workspace offline and say in words what that proved. Ends with 1 if anything is wrong.

    Example: strikes verify strikes-566ebcf653315e60-platform-en.zip

    Example: strikes verify --workspace
    """
    if of_workspace:
        _workspace(bundle)
    elif bundle is None:
        raise UsageError("Name a bundle, or check what is stored here: strikes verify --workspace")
    else:
        _bundle(bundle, signer)


def _workspace(folder: Path | None) -> None:
    from strikes.store.verify import verify_workspace

    verdict = verify_workspace(workspace_at(folder))
    for checked in verdict.checked:
        typer.echo(f"checked: {checked}")
    for wrong in verdict.wrong:
        typer.echo(f"WRONG:   {one_line(wrong)}")
    if verdict.wrong:
        raise CheckFailed("This workspace does not hold what was stored. Do not score it; see: strikes doctor")
    say("Every fact is what was stored, and the audit follows from itself.")


def _bundle(bundle: Path, signer: str | None) -> None:
    from strikes.report.verify import verify as check

    verdict = check(bundle, signer)
    for sign, sentences in (("proved", verdict.proved), ("not proved", verdict.not_proved), ("WRONG", verdict.wrong)):
        for sentence in sentences:
            typer.echo(f"{sign + ':':12}{one_line(sentence)}")
    if verdict.wrong:
        raise CheckFailed(f"{bundle.name} is not what its maker signed; do not rely on it.")
