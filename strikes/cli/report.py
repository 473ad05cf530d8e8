"""`strikes report`: what leaves the house, for one recipient, checked for what it may say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import one_line, say


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
    subject: Annotated[str, typer.Argument(metavar="ID", help="Its id, or a name, e-mail or title as reported.")],
    recipient: Annotated[
        Recipient, typer.Option("--for", help="Who will read it; decides what is masked.")
    ] = Recipient.PLATFORM,
    lang: Annotated[Language, typer.Option(help="The language of the pack.")] = Language.EN,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder to write; else one in exports/.")] = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a pack about a claimant, a campaign or a channel: PDF, Markdown, JSON, CSV and a manifest, in one folder.

    Example: strikes report campaign k_12ab --for platform --lang en --out dossier
    """
    from strikes.errors import InputError
    from strikes.report.dossier import write_dossier
    from strikes.report.pack import make_pack
    from strikes.report.profiles import profile_named
    from strikes.report.words import words
    from strikes.store import read

    place = workspace_at(workspace)
    with read.reading(place, run) as con:
        found = read.find_subject(con, subject)
        if found is None or found[0] != kind:
            raise InputError(f"There is no {kind} {one_line(subject)!r} in this run. See: strikes {kind}s")
        pack = make_pack(con, kind, found[1], profile_named(recipient), words(lang))
    folder = write_dossier(out or place.exports / f"{pack['about']['pack']}-{recipient}-{lang}", pack)
    typer.echo(str(folder))
    say(pack["story"]["headline"])
    for one in pack["masked"]:
        texts = words("en")
        say(
            "  left out: "
            + texts("masked.line", what=texts(f"masked.{one['what']}"), n=one["n"], why=texts(f"because.{one['why']}"))
        )
