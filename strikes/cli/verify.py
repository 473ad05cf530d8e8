"""`strikes verify`: is this what its maker sent, and what does that prove?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strikes.cli.terminal import one_line


def verify(
    bundle: Annotated[Path, typer.Argument(help="A bundle: the ZIP, or the folder of its files.")],
    signer: Annotated[
        str | None, typer.Option(metavar="FINGERPRINT", help="The key it must be signed with, as its maker told you.")
    ] = None,
) -> None:
    """Check a bundle offline and say in words what that proved, and what not. Ends with 1 if anything is wrong.

    Example: strikes verify strikes-566ebcf653315e60-platform-en.zip
    """
    from strikes.errors import CheckFailed
    from strikes.report.verify import verify as check

    verdict = check(bundle, signer)
    for sign, sentences in (("proved", verdict.proved), ("not proved", verdict.not_proved), ("WRONG", verdict.wrong)):
        for sentence in sentences:
            typer.echo(f"{sign + ':':12}{one_line(sentence)}")
    if verdict.wrong:
        raise CheckFailed(f"{bundle.name} is not what its maker signed; do not rely on it.")
