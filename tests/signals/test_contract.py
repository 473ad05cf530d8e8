"""What every signal owes its reader: held over the whole catalogue, so that a new file is under it at once."""

from __future__ import annotations

import importlib
import re
import string
from collections.abc import Iterator

import pytest

from strikes.score.observe import used
from strikes.score.weights import WEIGHTS
from strikes.signals import by_id, catalogue
from strikes.signals.base import EVERY_CLAIM, OBSERVATION, Signal
from strikes.store.connection import Connection
from tests.by_hand import World, derived

SIGNALS = [pytest.param(signal, id=signal.id) for signal in catalogue()]
#: Words that judge a person; we say "signs consistent with" (docs/ontology.md).
FORBIDDEN = re.compile(r"\b(fraud\w*|criminal\w*|troll\w*|bots?|agent of|abuser\w*|liar|fake\w*)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with derived(World(), tmp_path_factory.mktemp("empty")) as con:
        con.execute("set variable floor = 1")
        yield con


def columns(con: Connection, signal: Signal) -> dict[str, str]:
    """Run the signal's SQL, see that it has no rows, and return its columns with their types."""
    con.execute(f"create or replace temp table observed as {signal.sql}", used(signal.sql, signal))
    assert con.execute("from observed").fetchall() == [], "nothing is known, so nothing can be answered"
    return {name: kind for name, kind, *_ in con.execute("describe observed").fetchall()}


def test_the_catalogue_holds_every_signal_once() -> None:
    codes = [signal.code for signal in catalogue()]
    assert len(codes) == len(set(codes))
    assert {f"S{i:02d}" for i in range(1, 29)} | {f"N{i}" for i in range(1, 8)} <= set(codes)


@pytest.mark.parametrize("signal", SIGNALS)
def test_the_id_is_the_name_of_its_file(signal: Signal) -> None:
    assert importlib.import_module(f"strikes.signals.{signal.id}").SIGNAL is signal
    assert by_id(signal.id) is signal


@pytest.mark.parametrize("signal", SIGNALS)
def test_an_empty_store_gives_the_columns_and_no_rows(signal: Signal, empty: Connection) -> None:
    found = columns(empty, signal)
    assert set(OBSERVATION) <= set(found)
    assert (found["p_value"], found["lr"]) == ("DOUBLE", "DOUBLE")
    if signal.witnesses != EVERY_CLAIM:
        asked = empty.execute(signal.witnesses, used(signal.witnesses, signal))
        assert [column[0] for column in asked.description] == ["claimant_id", "unit_id", "event_key"]
        assert asked.fetchall() == []


@pytest.mark.parametrize("signal", SIGNALS)
def test_sentences_are_made_of_what_the_sql_gives(signal: Signal, empty: Connection) -> None:
    known = set(columns(empty, signal)) | set(signal.params)
    for grade, sentence in signal.explain.items():
        assert sentence.strip(), grade
        wanted = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert wanted <= known, f"{grade} names {wanted - known}"


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_parameter_is_used(signal: Signal) -> None:
    both = {**used(signal.sql, signal), **used(signal.witnesses, signal)}
    assert set(both) == set(signal.params)


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_grade_has_a_weight_and_every_weight_a_sentence(signal: Signal) -> None:
    quoted = set(re.findall(r"'([a-z0-9_]+)'", signal.sql))
    for axis in signal.axes:
        line = WEIGHTS[signal.id, axis]
        assert line.grades or line.p_cap or line.lr_cap
        for grade, bans in line.grades.items():
            assert grade in quoted or any(grade.endswith(part) for part in quoted), f"no such grade: {grade}"
            assert (bans == 0) or grade in signal.explain, f"{grade} weighs {bans} and has no sentence"
    weighed = {grade for axis in signal.axes for grade in WEIGHTS[signal.id, axis].grades}
    by_number = any(WEIGHTS[signal.id, axis].p_cap or WEIGHTS[signal.id, axis].lr_cap for axis in signal.axes)
    assert by_number or set(signal.explain) <= weighed, "a sentence for a grade without a weight line"


def test_no_weight_line_is_left_of_a_signal_that_went() -> None:
    assert set(WEIGHTS) == {(signal.id, axis) for signal in catalogue() for axis in signal.axes}


@pytest.mark.parametrize("signal", SIGNALS)
def test_context_weighs_nothing(signal: Signal) -> None:
    if signal.is_context:
        assert all(not any(WEIGHTS[signal.id, axis].grades.values()) for axis in signal.axes)
    assert {s.code for s in catalogue() if s.is_context} == {"S03", "S16", "S25", "S26", "S27"}
    assert {s.code for s in catalogue() if s.uses_api} == {"S01", "S02", "S03", "S13", "S19"}


@pytest.mark.parametrize("signal", SIGNALS)
def test_words_are_there_and_judge_nobody(signal: Signal) -> None:
    for text in (signal.title, signal.question, signal.innocent, signal.needs):
        assert text.strip()
    assert signal.literature.startswith("https://")
    assert signal.question.endswith("?")
    assert signal.version >= 1
    for text in (signal.title, signal.question, signal.innocent, signal.needs, *signal.explain.values()):
        assert not FORBIDDEN.search(text), text


@pytest.mark.parametrize("signal", SIGNALS)
def test_sql_stays_on_a_screen(signal: Signal) -> None:
    assert len(signal.sql.strip().splitlines()) <= 50
