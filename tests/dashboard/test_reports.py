"""Reports and Outcomes: nothing is written before it was seen, and what was written is noted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from strikes.report.verify import verify
from strikes.store import ledger, read
from strikes.store.workspace import Workspace
from tests.dashboard import screen
from tests.dashboard.screen import drawn
from tests.dashboard.screen import read as told
from tests.report.conftest import world
from tests.report.world import NAMES

PAGES = ("reports", "outcomes")


def subject_of(place: Workspace, name: str) -> str:
    with read.reading(place) as con:
        found = read.find_subject(con, name)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign of five claimants on four channels."""
    return world(tmp_path_factory.mktemp("known"), 15, 4)


@pytest.fixture
def own(known: Workspace, tmp_path: Path) -> Workspace:
    """The same, to write in."""
    return Workspace(Path(shutil.copytree(known.root, tmp_path / "own")))


@pytest.mark.parametrize("view", PAGES)
def test_an_empty_workspace_says_what_the_page_is_for(empty: Workspace, view: str) -> None:
    assert "appear, once there are facts" in told(drawn(empty, view))


@pytest.mark.parametrize("view", PAGES)
def test_a_page_opens_with_one_sentence(one_event: Workspace, view: str) -> None:
    at = drawn(one_event, view)
    sentences = [element.value for element in at.text if not element.value.startswith("SIMULATED")]
    assert sentences[0].endswith(".")


@pytest.mark.parametrize("kind", ["campaign", "claimant", "channel"])
def test_a_subject_is_chosen_from_what_the_run_holds(known: Workspace, kind: str) -> None:
    (listed,) = drawn(known, "reports", about=kind).dataframe
    assert len(listed.value) > 0


def test_a_preview_shows_the_pages_what_was_masked_and_both_sides_and_writes_nothing(own: Workspace) -> None:
    at = drawn(own, "reports", about="claimant", subject=subject_of(own, NAMES[0]), **{"for": "partner"})
    shown = told(at)
    assert "Leaves the house" in shown and "Masked, and why" in shown and "Side by side" in shown
    assert NAMES[0] in shown, "what stays is shown to the analyst"
    assert len(at.get("image")) == 2, "two pages are the summary"
    assert not list(own.exports.rglob("*.zip"))


def test_the_recipient_and_the_language_chosen_stand_in_the_address(known: Workspace) -> None:
    at = drawn(known, "reports", about="claimant", subject=subject_of(known, NAMES[0]))
    for control, chosen in (("ask-for", "partner"), ("ask-lang", "az")):
        at.segmented_control(key=control).set_value(chosen).run()
    assert (at.query_params["for"], at.query_params["lang"]) == ("partner", "az")
    assert "iddia" in told(at)


def test_what_is_written_is_signed_whole_and_in_the_ledger(own: Workspace) -> None:
    at = drawn(own, "reports", about="claimant", subject=subject_of(own, NAMES[0]))
    at.text_input(key="maker").set_value("Leyla")
    at.button[-1].click().run()
    assert not at.exception
    (bundle,) = own.exports.rglob("*.zip")
    assert verify(bundle).wrong == []
    assert [row["by"] for row in ledger.entries(own, "made")] == ["Leyla"]


def test_the_public_gets_nothing_that_may_not_be_published(own: Workspace) -> None:
    at = drawn(own, "reports", about="claimant", subject=subject_of(own, NAMES[0]), **{"for": "public"})
    assert "independent channels agreed to publication" in told(at)
    at.text_input(key="maker").set_value("Leyla")
    at.text_input(key="approver").set_value("Orkhan")
    at.button[-1].click().run()
    assert "cannot leave yet" in told(at) and not list(own.exports.rglob("*.zip"))


def test_a_subject_nobody_knows_is_said_to_be_unknown(known: Workspace) -> None:
    assert "There is no claimant" in told(drawn(known, "reports", about="claimant", subject="c_nobody"))


def test_a_sending_and_its_answer_are_noted_and_counted(own: Workspace) -> None:
    at = drawn(own, "reports", about="claimant", subject=subject_of(own, NAMES[0]))
    at.button[-1].click().run()
    at = drawn(own, "outcomes")
    assert "1 pack made, none sent yet." in told(at)
    at.text_input(key="sent-to").set_value("YouTube")
    at.text_input(key="sent-by").set_value("Leyla")
    at.button[0].click().run()
    assert "1 pack sent, 0 answered so far." in told(at)
    at.selectbox(key="answer-is").set_value("restored")
    at.text_input(key="answer-by").set_value("Leyla")
    next(button for button in at.button if button.label == "Note the answer").click().run()
    assert "1 pack sent, 1 answered; 1 gave a channel something back." in told(at)
    assert list((own.root / "inbox" / "outcomes").iterdir()), "what it changed waits to become a fact"


def test_a_note_without_a_name_is_not_taken(own: Workspace) -> None:
    at = drawn(own, "reports", about="claimant", subject=subject_of(own, NAMES[0]))
    at.button[-1].click().run()
    at = drawn(own, "outcomes")
    at.button[0].click().run()
    assert "Say to and by whom" in told(at) and ledger.entries(own, "sent") == []


def test_every_page_of_the_navigation_is_known_to_the_tests() -> None:
    from dashboard.analyst.app import VIEWS

    assert set(VIEWS) == {*screen.VIEWS, *PAGES}
