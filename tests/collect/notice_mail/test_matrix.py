"""Every layout, in every language it is known in, sent on in every way: the same facts each time."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from strikes.collect.notice_mail.read import read
from tests.collect.notice_mail.factory import LAYOUTS, TRANSLATED, WAYS, Letter, Video, expected

THREE = (
    Video(),
    Video("dK-3_xPq0Zs", "Ночной рынок: часть 2", "Общество «Заря»", "prava@zarya.example", "Передача", "0:12 - 3:40"),
    Video(
        "_9hGt-2LmWo",
        "Körpü bağlıdır — 3. gün",
        "Ana Yurd Studiya",
        "ana.yurd02@post.example",
        "Reportaj",
        "Entire video",
    ),
)
CASES = [
    (layout, language, way)
    for layout in LAYOUTS
    for language in (("en", "ru", "tr", "az") if layout in TRANSLATED else ("en",))
    for way in WAYS
]


@pytest.mark.parametrize(("layout", "language", "way"), CASES, ids=lambda part: part)
def test_the_same_facts_whatever_the_way(layout: str, language: str, way: str) -> None:
    videos = THREE if layout in ("g2", "g2b", "g3", "termination", "acknowledgement", "refusal_a") else THREE[:1]
    letter = LAYOUTS[layout](Letter(language=language, videos=videos))
    if layout == "g1":
        letter = LAYOUTS["g1"](Letter(videos=tuple(replace(video, claimant=THREE[0].claimant) for video in THREE)))
    sent = WAYS[way](letter)

    found = [reading.as_json() for reading in read(sent.raw)]

    assert len(found) == 1
    told = expected(sent)
    shown = {name: found[0][name] for name in told}
    shown["claims"] = [{name: claim[name] for name in letter.fields} for claim in found[0]["claims"]]
    assert shown == told
    assert found[0]["sha256"] == hashlib.sha256(sent.inner or sent.raw).hexdigest()
