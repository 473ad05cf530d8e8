"""What a test may need beyond Python, and the one way to do without it: say so at the end of the run.

`needs("chromium")` returns the program's path. Where it is missing the test counts as "could not run", with the command
that would enable it; with STRIKES_REQUIRE=all it fails instead, so that CI cannot be green while covering nothing.
"""

from __future__ import annotations

import os
import shutil

import pytest

#: program -> how a Debian machine gets it.
PROGRAMS = {
    "chromium": "apt-get install chromium",
    "dovecot": "apt-get install dovecot-imapd",
    "pdftotext": "apt-get install poppler-utils",
    "pdftoppm": "apt-get install poppler-utils",
    "soffice": "apt-get install libreoffice-calc-nogui",
    "unshare": "apt-get install util-linux",
}
PREFIX = "could not run here: needs "
#: What takes minutes in a browser; the shorter ways through the same pages stay in every run.
long_run = pytest.mark.skipif(os.environ.get("STRIKES_SOAK") != "1", reason="a long run, in make soak")


def needs(program: str) -> str:
    """Return the path of a program, or end the test as one that could not run here."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path:
        return path
    reason = f"{PREFIX}{program} ({PROGRAMS[program]})"
    if os.environ.get("STRIKES_REQUIRE") == "all":
        pytest.fail(reason)
    pytest.skip(reason)
