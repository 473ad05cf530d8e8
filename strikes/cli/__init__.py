"""The `strikes` command: parses, calls the rooms, prints. Errors leave as one sentence and an exit code."""

from __future__ import annotations

import os
import resource
import sys

from strikes import log, settings
from strikes.errors import StrikesError


def main() -> None:
    """Run the command line and end the process with the contract's exit code."""
    from strikes.cli.app import app
    from strikes.cli.keys import ask_passphrase
    from strikes.store.asking import ask_with

    ask_with(ask_passphrase)
    _keep_to_oneself()
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


def _keep_to_oneself() -> None:
    """Files made from here on are their owner's alone, and a crash writes no memory to the disk (R6)."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(sentence: str) -> None:
    sys.stderr.write(f"strikes: {sentence}\n")
