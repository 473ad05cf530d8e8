"""The `strikes` command: parses, calls the rooms, prints. Errors leave as one sentence and an exit code."""

from __future__ import annotations

import sys

from strikes import log, settings
from strikes.errors import StrikesError


def main() -> None:
    """Run the command line and end the process with the contract's exit code."""
    from strikes.cli.app import app

    log.hold_back_others()
    try:
        app()
    except StrikesError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Somebody closed the pipe (`strikes claimants | head`): nothing went wrong.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        _say("Stopped. What was already stored stays stored.")
        sys.exit(130)
    except Exception as error:
        if settings.is_debug():
            raise
        log.note("error.unexpected")
        _say(
            f"Something went wrong inside strikes ({type(error).__name__}). Nothing half-done was stored. "
            "Please report it; STRIKES_DEBUG=1 shows developers where."
        )
        sys.exit(1)


def _say(sentence: str) -> None:
    sys.stderr.write(f"strikes: {sentence}\n")
