"""`strikes collect youtube ...`: looks at channels and videos, with a key or an owner's permission of your own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import log
from strikes.cli.callers import KeyFileOption, youtube_by_key
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, progress, say, show

if TYPE_CHECKING:
    from strikes.collect.quota import Ledger
    from strikes.store.snapshots import Kept

app = typer.Typer(no_args_is_help=True, help="Look at channels and videos by the YouTube Data API (docs/youtube.md).")

AgainOption = Annotated[bool, typer.Option("--again", help="Also look at what was looked at in the last 20 hours.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the counts.")]


@app.command()
def claimants(
    search: Annotated[
        int, typer.Option(min=0, help="Search for up to so many claimants of unknown channel, by name: mere guesses.")
    ] = 0,
    again: AgainOption = False,
    format: FormatOption = Format.TABLE,
    key_file: KeyFileOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at the claimants' channels: those that reporters stated, by id, @handle or address, and those linked since.

    Example: strikes collect youtube claimants
    """
    from strikes.collect.youtube.claimants import guess_by_search, resolve_stated
    from strikes.collect.youtube.looks import look_at_channels, without_young
    from strikes.store import casebook, looks

    place = workspace_at(workspace)
    casebook.create(place)
    with youtube_by_key(place, key_file) as youtube:
        resolved = resolve_stated(youtube, place, looks.stated_channels(place))
        for text in resolved.unclear:
            say(f"not an address of a channel, passed over: {one_line(text)}")
        ids = set(resolved.channel_ids) | {i for i in looks.linked_channels(place).values() if i}
        guesses = guess_by_search(youtube, place, looks.unlinked_names(place)[:search]) if search else []
        ids |= {link.channel_id for link in guesses if link.channel_id}
        wanted = sorted(ids) if again else without_young(place, "channel", ids, youtube.clock.now())
        with progress("claimants") as bar:
            kept = look_at_channels(youtube, place, wanted, bar.to)
        tell("claimants", resolved.kept + kept, youtube.ledger, format)
    for link in guesses:
        found = f"bears that name: {link.channel_id} (a guess)" if link.channel_id else "no one channel bears that name"
        say(f"{one_line(link.subject)}: {found}")


@app.command()
def channels(
    stated: Annotated[
        list[str] | None,
        typer.Argument(metavar="CHANNEL...", help="Ids, @handles, addresses; else all under claim."),
    ] = None,
    again: AgainOption = False,
    format: FormatOption = Format.TABLE,
    key_file: KeyFileOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at channels: those named, else the channels under claim.

    Example: strikes collect youtube channels @example UCxxxxxxxxxxxxxxxxxxxxxx
    """
    from strikes.collect.youtube.addresses import normalise_channel
    from strikes.collect.youtube.claimants import resolve_stated
    from strikes.collect.youtube.looks import look_at_channels, without_young
    from strikes.errors import UsageError
    from strikes.store import casebook, looks

    place = workspace_at(workspace)
    if wrong := [text for text in stated or [] if normalise_channel(text) is None]:
        raise UsageError(f"{', '.join(map(repr, wrong))}: no channel. Give its id (UC...), its @handle or its address.")
    casebook.create(place)
    with youtube_by_key(place, key_file) as youtube:
        resolved = resolve_stated(youtube, place, stated or [])
        ids = resolved.channel_ids if stated else looks.target_channels(place)
        wanted = ids if again else without_young(place, "channel", ids, youtube.clock.now())
        with progress("channels") as bar:
            kept = look_at_channels(youtube, place, wanted, bar.to)
        tell("channels", resolved.kept + kept, youtube.ledger, format)


@app.command()
def videos(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="VIDEO...", help="Ids of videos; else all under claim.")
    ] = None,
    of: Annotated[
        list[str] | None, typer.Option(metavar="CHANNEL", help="All uploads of this channel, before there is trouble.")
    ] = None,
    again: AgainOption = False,
    format: FormatOption = Format.TABLE,
    key_file: KeyFileOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at videos: those named, the uploads of channels, else the videos under claim.

    Example: strikes collect youtube videos --of UCxxxxxxxxxxxxxxxxxxxxxx
    """
    from strikes.collect.youtube.claimants import resolve_stated
    from strikes.collect.youtube.looks import look_at_channels, look_at_uploads, look_at_videos, without_young
    from strikes.store import casebook, looks

    place = workspace_at(workspace)
    casebook.create(place)
    with youtube_by_key(place, key_file) as youtube, progress("videos") as bar:
        if of:
            channel_ids = resolve_stated(youtube, place, of).channel_ids
            look_at_channels(youtube, place, channel_ids)
            kept = look_at_uploads(youtube, place, channel_ids, newest_only=False, also=ids or [])
        else:
            named = ids or looks.claimed_videos(place)
            wanted = named if again else without_young(place, "video", named, youtube.clock.now())
            kept = look_at_videos(youtube, place, wanted, bar.to)
        tell("videos", kept, youtube.ledger, format)


@app.command()
def link(
    claimant: Annotated[str, typer.Argument(help="The claimant as reported: name, e-mail or reference.")],
    channel: Annotated[str, typer.Argument(help="The claimant's channel: id, @handle or address.")],
    by: Annotated[str, typer.Option(help="Your name.")],
    key_file: KeyFileOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """State which channel a claimant has, so that it is watched and scored. Rests on your word: say it only with proof.

    Example: strikes collect youtube link "Juniper Film Trust" @juniperfilm --by Leyla
    """
    from strikes.collect.youtube.claimants import link_by_analyst
    from strikes.store import casebook

    place = workspace_at(workspace)
    casebook.create(place)
    with youtube_by_key(place, key_file) as youtube:
        made = link_by_analyst(youtube, place, claimant, channel, by)
    typer.echo(f"{one_line(claimant)} has the channel {made.channel_id} (by {one_line(by)}'s word)")


def tell(what: str, kept: Kept, ledger: Ledger, form: Format) -> None:
    """Print what became of looks, and what is left of the day's quota."""
    words = Counter(word for change in kept.changes for word in change.words)
    log.note("collect.youtube", found=kept.n_found, missing=kept.n_missing, changed=len(kept.changes))
    total = kept.n_found + kept.n_missing
    if form is not Format.TABLE:
        row = {"what": what, "looked": total, "found": kept.n_found, "missing": kept.n_missing, "changed": dict(words)}
        show([row], form, columns=("what", "looked", "found", "missing"), empty="")
        return
    typer.echo(f"{what}: looked at {total} = there {kept.n_found} + missing {kept.n_missing}")
    if words:
        typer.echo("changed: " + ", ".join(f"{count} {word}" for word, count in sorted(words.items())))
    say(f"YouTube units left today: {ledger.left('general'):,}; searches left: {ledger.left('search'):,}")
