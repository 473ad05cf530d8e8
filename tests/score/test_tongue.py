"""Scripts and languages, as far as fairness asks for them."""

from __future__ import annotations

import pytest

from strikes.score.tongue import language_of, script_of


@pytest.mark.parametrize(
    ("names", "script"),
    [
        (["Harbour Films"], "latin"),
        (["Müller & Söhne"], "latin"),
        (["Gülnar Nümunə"], "azerbaijani"),
        (["Işıq Studiyası"], "azerbaijani"),
        (["Телеканал Пример"], "cyrillic"),
        (["دار النموذج"], "arabic"),
        (["한국 방송"], "other"),
        ([None, "77"], "other"),
        (["Harbour Films", "Телеканал Пример", "Ещё раз Пример"], "cyrillic"),
    ],
)
def test_the_script_of_names(names: list[str | None], script: str) -> None:
    assert script_of(names) == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This is my video and it was copied without permission", "en"),
        ("Bu videoda bizim əsər icazəsiz istifadə edilib", "az"),
        ("Bu videoda bize ait olan eser izinsiz kullanıldı", "tr"),
        ("Это мой фильм, использован без разрешения", "ru"),
        ("Це моє відео, використане без дозволу", "uk"),
        ("Бұл менің бейнем және рұқсатсыз алынған", "kk"),
        ("هذا العمل من إنتاجنا ونشر دون إذن", "ar"),
        ("این ویدیو متعلق به من است", "fa"),
        ("zzz qqq", "other"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of([text]) == language


def test_no_text_has_no_language() -> None:
    assert language_of([None, ""]) == "unknown"
