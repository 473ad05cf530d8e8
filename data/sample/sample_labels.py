"""Labels of a SIMULATED world: one or two raters per axis, who are sometimes unsure and sometimes wrong."""

from __future__ import annotations

from random import Random

from sample_book import Book

#: axis -> (label of one who differs there, label of the honest).
WORDS_OF = {
    "identity": ("false_identity", "genuine"),
    "coordination": ("coordinated", "independent"),
    "claims": ("unfounded", "founded"),
}
#: Kinds of adversaries that differ from the honest on some axes only; the others differ on all.
AXES_OF = {
    "strike_and_vanish": ("identity", "claims"),
    "homoglyph_impersonator": ("identity", "claims"),
    "backdater": ("identity", "claims"),
    "slogan_sweeper": ("claims",),
    "pay_to_retract": ("claims",),
    "music_reregistrar": ("claims",),
    "loyal_group": ("coordination", "claims"),
    "rota": ("coordination", "claims"),
}


def label(book: Book, rng: Random, subject: str, kind: str, *, is_adversary: bool) -> None:
    for axis, (bad, good) in WORDS_OF.items():
        truth, other = (bad, good) if is_adversary and axis in AXES_OF.get(kind, WORDS_OF) else (good, bad)
        for rater in rng.sample(("rater one", "rater two"), rng.choice((0, 1, 2))):
            said = rng.choices((truth, other, "undecidable"), (88, 4, 8))[0]
            book.row(
                "labels",
                subject=subject,
                axis=axis,
                label=said,
                reason="SIMULATED",
                labelled_by=rater,
                labelled_at="2026-05-02",
            )
