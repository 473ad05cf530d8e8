"""Coverage-guided search for a text or mail that makes the parsers raise, or read what does not stand there.

    pip install -e '.[fuzz]' && python fuzz/fuzz_notices.py -max_total_time=600 fuzz/corpus

The corpus is small: one input for each way through the parsers. What the search finds is written to `crash-*`; add it
there, with a test, when the fault is mended.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["strikes.collect.notice_mail"]):
    from strikes.collect.notice_mail.facts import event_rows
    from strikes.collect.notice_mail.fold import visible
    from strikes.collect.notice_mail.mime import Refused
    from strikes.collect.notice_mail.page import as_text
    from strikes.collect.notice_mail.read import read


def one_input(data: bytes) -> None:
    """Read the bytes as a mail or paste, and as a page; nothing may be raised, and no id may come from nowhere."""
    try:
        readings = read(data)
        as_text(data.decode("utf-8", errors="replace"))
    except Refused:
        return
    for reading in readings:
        event_rows(reading)
        for claim in reading.claims:
            assert claim.video_id is None or claim.video_id.isascii() and len(claim.video_id) == 11
            assert claim.claimant_email is None or "*" not in visible(claim.claimant_email)
            assert claim.claimant_name is None or claim.claimant_name.strip()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
