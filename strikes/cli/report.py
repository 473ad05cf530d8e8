"""`strikes report`: what leaves the house, for one recipient, checked for what it may say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import one_line, progress, say


class Kind(StrEnum):
    """What a pack is about."""

    CLAIMANT = "claimant"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"


class Recipient(StrEnum):
    """For whom a pack is."""

    PLATFORM = "platform"
    PARTNER = "partner"
    PUBLIC = "public"


class Language(StrEnum):
    """The languages of packs and letters."""

    EN = "en"
    AZ = "az"
    RU = "ru"
    TR = "tr"


def report(
    kind: Annotated[Kind, typer.Argument(help="What the pack is about.")],
    subjects: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, or names and titles as reported.")],
    recipient: Annotated[
        Recipient, typer.Option("--for", help="Who will read it; decides what is masked.")
    ] = Recipient.PLATFORM,
    lang: Annotated[Language, typer.Option(help="The language of the pack.")] = Language.EN,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder to write; else one in exports/.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who makes it; kept in the ledger.")] = None,
    approved_by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who else agrees; needed for --for public.")
    ] = None,
    seal_to: Annotated[
        list[str] | None, typer.Option(metavar="age1...", help="Encrypt the bundle to this recipient; repeatable.")
    ] = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a pack about a claimant, a campaign or a channel: paper, tables, data, and a signed bundle of them all.

    Several ids give a folder each; one that fails does not stop the others.

    Example: strikes report campaign k_12ab --for platform --lang en --out dossier

    Example: strikes report claimant "Larkspur Records Ltd" --for public --by Leyla --approved-by Orkhan --out figures
    """
    from strikes.errors import CheckFailed, StrikesError
    from strikes.report.issue import Order, issue

    place = workspace_at(workspace)
    failed = 0
    with progress(f"{len(subjects)} packs") as bar:
        for i, subject in enumerate(subjects, 1):
            order = Order(kind, subject, recipient, lang, by, approved_by, run, tuple(seal_to or ()))
            folder = out / _folder_name(subject) if out and len(subjects) > 1 else out
            try:
                bundle, pack = issue(place, order, folder)
                _tell(bundle, pack)
            except StrikesError as error:
                if len(subjects) == 1:
                    raise
                failed += 1
                say(f"{one_line(subject)}: {error}")
            bar.to(i, len(subjects))
    if failed:
        raise CheckFailed(f"{len(subjects) - failed} of {len(subjects)} packs were written; why not is said above.")


def _tell(bundle: Path, pack: dict[str, Any]) -> None:
    from strikes.report.words import words

    typer.echo(str(bundle))
    texts = words("en")
    say(one_line(pack["story"]["headline"]))
    for one in pack["masked"]:
        what, why = texts(f"masked.{one['what']}"), texts(f"because.{one['why']}")
        say("  left out: " + texts("masked.line", what=what, n=one["n"], why=why))


def _folder_name(subject: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in subject)[:80]
