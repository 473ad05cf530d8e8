"""The whole way in a real browser: every kind of handing in, phone and desktop, four languages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import LANGUAGES, phrases
from strikes import seal
from strikes.intake.submission import Submission, unpacked
from tests.dashboard import hostile
from tests.dashboard.intake_site import DESKTOP, PHONE, PRIMARY, Person, Site, intake
from tests.dashboard.serving import browser
from tests.dashboard.test_browser import MADE, NOTHING, Listener
from tests.intake.handing import notice, pasted
from tests.needs import long_run, needs

pytestmark = pytest.mark.xdist_group("intake-browser")
FIELDS = '[data-testid="stForm"] [data-testid="stTextInput"] input'
MANY = [(language, width) for width in (PHONE, DESKTOP) for language in LANGUAGES]


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with browser(needs("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, window: Any) -> Iterator[Site]:
    with intake(tmp_path_factory.mktemp("drop")) as served:
        yield served


@contextmanager
def person(window: Any, site: Site, width: int = PHONE, **more: Any) -> Iterator[Person]:
    with window.new_context(viewport={"width": width, "height": 800}, timezone_id="Asia/Baku", **more) as context:
        found = Person(site, context.new_page())
        yield found
        assert found.outside == []


def handed(site: Site) -> list[Submission]:
    """All that lies in the inbox, opened."""
    opened = [unpacked(seal.unseal(path.read_bytes(), [site.identity])) for path in site.drop.glob("inbox/*.age")]
    return sorted((each for each in opened if isinstance(each, Submission)), key=lambda each: each.sent_at)


def newest(site: Site, before: list[Submission]) -> Submission:
    (found,) = [each for each in handed(site) if each.name not in {old.name for old in before}]
    return found


def forwarded() -> bytes:
    """A mail passed on inline, from Gmail."""
    inner = notice().decode()
    head, body = inner.split("\n\n", 1)
    quoted = "\n".join(line for line in head.splitlines() if line.startswith(("From", "Date", "Subject", "To")))
    outer = (
        "From: editor@newsroom.example\nTo: help@rights.example\nSubject: Fwd\nDate: Wed, 04 Mar 2026 09:00:00 +0400\n"
    )
    return f"{outer}\nsee below\n\n---------- Forwarded message ---------\n{quoted}\n\n{body}".encode()


#: What stands on the uploader's button.
_BUTTON = """() => getComputedStyle(
    document.querySelector('[data-testid="stFileUploaderDropzone"] button'), '::after').content"""

# Ways to hand in: each goes as far as the page on which the notices are confirmed.


def by_paste(one: Person) -> None:
    one.write("textarea", pasted().decode())
    one.press(PRIMARY, ".st-key-notice-0")


def by_file(one: Person) -> None:
    one.drop(("notice.eml", notice()))
    one.press(PRIMARY, ".st-key-notice-0")


def by_forward(one: Person) -> None:
    one.drop(("forwarded.eml", forwarded()))
    one.press(PRIMARY, ".st-key-notice-0")


def by_hand(one: Person) -> None:
    one.press('button[kind="tertiary"] >> nth=0', '[data-testid="stForm"]')
    for number, text in enumerate(("2026-03-03", "https://youtu.be/SiMuLaTe001", "Flood report", "Blue Heron")):
        one.page.locator(FIELDS).nth(number).fill(text)
    one.press('[data-testid="stFormSubmitButton"] button', ".st-key-notice-0")


def by_three_files(one: Person) -> None:
    one.drop(*((f"notice-{n}.eml", notice(n)) for n in (1, 2, 3)))
    one.press(PRIMARY, ".st-key-notice-2")


def by_wrong_file_first(one: Person) -> None:
    one.drop(("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(4000)), ("notice.eml", notice()))
    one.press(PRIMARY, ".st-key-notice-0")
    assert "film.mp4" in one.text()


def with_a_reload(one: Person) -> None:
    by_paste(one)
    one.page.reload()
    one.at(".st-key-notice-0")


def beside_another_tab(one: Person) -> None:
    by_paste(one)
    other = Person(one.site, one.page.context.new_page())
    other.open(str(one.page.evaluate("document.documentElement.lang")))
    other.write("textarea", notice(9, title="Of the other tab").decode())
    other.press(PRIMARY, ".st-key-notice-0")
    assert "Of the other tab" in other.text() and "Of the other tab" not in one.text()
    other.page.close()


def by_a_large_file(one: Person) -> None:
    line = b"\n" + b"x" * 75
    filled = notice() + line * ((25 * 2**20 - len(notice())) // len(line))
    one.drop(("large.eml", filled))
    one.press(PRIMARY, "h1 >> nth=0")
    one.page.wait_for_selector('[data-testid="stFileUploader"]', state="detached", timeout=60_000)


WAYS: list[tuple[Callable[[Person], None], int]] = [
    (by_paste, 1),
    (by_file, 1),
    (by_forward, 1),
    (by_hand, 1),
    (by_three_files, 3),
    (by_wrong_file_first, 1),
    (with_a_reload, 1),
    (beside_another_tab, 1),
]


#: By paste, by a dropped file, by hand.
EVERY_RUN = (0, 1, 3)


@pytest.mark.parametrize("turn", range(len(MANY)))
@pytest.mark.parametrize(
    ("number", "way"),
    [
        pytest.param(n, way, id=way[0].__name__, marks=[] if n in EVERY_RUN else [long_run])
        for n, way in enumerate(WAYS)
    ],
)
def test_every_way_leads_to_a_receipt(
    window: Any, site: Site, tenth: int, number: int, way: tuple[Callable[[Person], None], int], turn: int
) -> None:
    """Each way in each language and width; `make test` takes one of the eight for each way, all eight in turn."""
    if tenth < 10 and turn != number % len(MANY):
        return
    go, n_notices = way
    language, width = MANY[turn]
    before = handed(site)
    with person(window, site, width) as one:
        one.open(language)
        go(one)
        secret = one.send()
        told = one.text()
        over = one.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    found = newest(site, before)
    assert found.language == language and len(found.notices) == n_notices
    assert found.notices[0].reading.claims[0].video_id == "SiMuLaTe001"
    assert phrases(language)("coach.ways") in told and phrases(language)("way.counter_danger") in told
    assert secret[:11] not in told and found.case_number in told
    assert over <= 0


def test_a_pasted_strike_takes_at_most_eight_steps(window: Any, site: Site) -> None:
    with person(window, site) as one:
        one.open("en")
        by_paste(one)
        one.send()
        assert one.n_steps <= 8


def test_25_mb_are_taken_and_26_are_not(window: Any, site: Site) -> None:
    with person(window, site) as one:
        one.open("en")
        by_a_large_file(one)
        assert "larger than 25 MB" not in one.text()
        one.open("en")
        payload = {"name": "larger.eml", "mimeType": "text/plain", "buffer": notice() + b"x" * (26 * 2**20)}
        one.page.set_input_files('input[type="file"]', [payload])
        one.page.wait_for_selector('[data-testid="stFileChip"][aria-invalid="true"]')
        one.press(PRIMARY, "h1")
        assert phrases("en")("what.empty") in one.text()


def test_the_language_changes_at_once_and_loses_nothing(window: Any, site: Site) -> None:
    with person(window, site) as one:
        one.open("en")
        by_paste(one)
        for language, name in LANGUAGES.items():
            one.page.click(f'.st-key-languages label:has-text("{name}")')
            one.page.wait_for_selector(f'h1:has-text("{phrases(language)("read.title")}")')
            one.at(".st-key-notice-0")
            assert "Blue Heron Documentaries" in one.text()


@pytest.mark.parametrize(
    "language", ["az", *(pytest.param(one, marks=long_run) for one in LANGUAGES if one not in ("en", "az"))]
)
def test_no_word_of_english_is_left(window: Any, site: Site, language: str) -> None:
    own = phrases(language)
    with person(window, site) as one:
        one.open(language)
        button = one.page.get_by_role("button", name=own("app.choose_files"))
        shown = one.text().replace("YouTube", "").replace(button.inner_text(), "")
        assert one.page.evaluate("document.documentElement.lang") == language
        for word in ("Browse", "Upload", "Drag", "Limit", "per file", "Press", "Choose", "Deploy", "Running", "the "):
            assert word not in shown, word
        assert own("app.choose_files") in one.page.evaluate(_BUTTON)


def test_a_table_and_a_mailbox_are_counted_before_they_are_sent(window: Any, site: Site) -> None:
    rows = "".join(f"takedown,2026-03-0{n},Lantern Street,vid{n},Blue Heron\n" for n in range(1, 8)) + "nonsense,,,,\n"
    table = ("event_type,occurred_at,channel_title,video_title,claimant_name\n" + rows).encode()
    box = b"".join(b"From a@b.c Tue Mar 03 10:15:00 2026\n" + notice(n) + b"\n" for n in range(25))
    before = handed(site)
    with person(window, site, DESKTOP) as one:
        one.open("en")
        one.drop(("ours.csv", table), ("box.mbox", box))
        one.press(PRIMARY, ".st-key-notice-0")
        told = one.text()
        assert "Your table holds 7 rows that can be read." in told and "1 row cannot be read and is left out" in told
        assert "We read 25 notices." in told and "and 5 more notices" in told
        one.send()
    assert len(newest(site, before).notices) == 25


def test_a_correction_is_kept(window: Any, site: Site) -> None:
    before = handed(site)
    with person(window, site) as one:
        one.open("en")
        by_paste(one)
        one.page.click(".st-key-notice-0 summary")
        one.page.locator('.st-key-notice-0 [data-testid="stForm"] input').nth(2).fill("Blue Heron Films")
        one.press('.st-key-notice-0 [data-testid="stFormSubmitButton"] button', 'text="Claimed by: Blue Heron Films"')
        one.send()
    (told,) = newest(site, before).notices
    assert told.is_changed and told.reading.claims[0].claimant_name == "Blue Heron Films"


def test_the_receipt_opens_the_case_and_a_wrong_one_says_the_same_as_an_erased_one(window: Any, site: Site) -> None:
    from playwright.sync_api import TimeoutError as TooLate

    words = phrases("en")
    with person(window, site) as one:
        one.open("en")
        by_file(one)
        secret = one.send()
        look_up(one, secret)
        assert words("coach.ways") in one.text()
        one.page.click(f'summary:has-text("{words("receipt.withdraw_title")}")')
        erase = f'button:has-text("{words("receipt.erase_button")}"):not([disabled])'
        # A click that falls into a redrawing of the page is lost.
        for _ in range(4):
            one.page.click('[data-testid="stCheckbox"] label')
            with suppress(TooLate):
                one.page.wait_for_selector(erase, timeout=10_000)
                break
        one.press(erase, f'text="{words("receipt.erased")}"')
        for typed in (secret, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"):
            ask(one, typed)
            one.at(f'text="{words("receipt.none")}"')


def look_up(one: Person, secret: str) -> None:
    ask(one, secret)
    one.at(f'h3:has-text("{phrases("en")("receipt.talk")}")')


def ask(one: Person, secret: str) -> None:
    one.open("en")
    one.press(f'button:has-text("{phrases("en")("what.have_receipt")}")', '[data-testid="stForm"]')
    one.write('[data-testid="stForm"] input', secret)
    one.page.click('[data-testid="stFormSubmitButton"] button')


def test_hostile_text_does_nothing_on_any_page(window: Any, tmp_path: Path, tenth: int) -> None:
    listener = Listener()
    strings = [text.replace("\n", " ") for text in hostile.strings(listener.address)][:: 10 // tenth]
    with intake(tmp_path) as fresh, person(window, fresh, DESKTOP) as one:
        for text in strings:
            one.open("en")
            one.press('button[kind="tertiary"] >> nth=0', '[data-testid="stForm"]')
            fields = one.page.locator(FIELDS)
            fields.nth(0).fill("2026-03-03")
            for number in range(1, fields.count()):
                fields.nth(number).fill(text[:300])
            one.press('[data-testid="stFormSubmitButton"] button', ".st-key-notice-0")
            assert one.page.evaluate(MADE) == NOTHING, text[:80]
            one.page.click(".st-key-notice-0 summary")
            one.press(PRIMARY, ".st-key-buttons")
            one.write('[data-testid="stTextInput"] input', text[:200].removeprefix("http"))
            one.press(".st-key-buttons button >> nth=0", '[data-testid="stRadio"]')
            one.press(".st-key-buttons button >> nth=0", '[data-testid="stTextArea"]')
            one.write("textarea", text[:2000])
            one.press('.st-key-buttons button[kind="tertiary"]', '[data-testid="stCheckbox"]')
            one.press(PRIMARY, ".st-key-lead")
            one.press(PRIMARY, ".st-key-secret, .st-key-lead")
            assert one.page.evaluate(MADE) == NOTHING, text[:80]
        assert listener.asked == []
    listener.server.shutdown()
    listener.server.server_close()


def test_a_seized_server_surrenders_nothing_while_a_draft_is_open_and_after_it_was_sent(
    window: Any, tmp_path: Path
) -> None:
    marker = b"MARKER-4711-who-told-us"
    places = {name: str(tmp_path / name) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME")}
    for place in places.values():
        Path(place).mkdir()
    big = notice(title=marker.decode()) + b"\n".join([marker] * 200_000)
    with intake(tmp_path / "drop", STRIKES_LOG=str(tmp_path / "log"), **places) as fresh, person(window, fresh) as one:
        one.open("en")
        one.write("textarea", pasted(2).decode().replace("Flood report", marker.decode()))
        one.drop(("big.eml", big))
        surrendered(tmp_path, fresh, marker)
        one.press(PRIMARY, ".st-key-notice-1")
        surrendered(tmp_path, fresh, marker)
        secret = one.send()
        surrendered(tmp_path, fresh, marker)
        surrendered(tmp_path, fresh, secret.encode())
    assert len(list((tmp_path / "drop" / "inbox").glob("*.age"))) == 1


def surrendered(root: Path, site: Site, marker: bytes) -> None:
    """Search every file, and every file without a name that the server still holds open."""
    assert [path for path in root.rglob("*") if path.is_file() and marker in path.read_bytes()] == []
    held = [os.readlink(link) for link in Path(f"/proc/{site.process.pid}/fd").iterdir() if link.is_symlink()]
    assert [name for name in held if name.startswith("/") and name.endswith("(deleted)")] == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=long_run)])
def test_axe_finds_nothing_serious_of_ours(window: Any, site: Site, scheme: Any) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is an optional test dependency"
    ).Axe()
    found: dict[str, list[str]] = {}

    def check(page: str, one: Person) -> None:
        one.page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
        one.page.wait_for_timeout(300)
        for violation in axe.run(one.page).response["violations"]:
            if violation["impact"] in ("serious", "critical") and violation["id"] not in STREAMLITS:
                found.setdefault(page, []).append(f"{violation['id']}: {violation['nodes'][0]['html'][:150]}")

    with person(window, site, PHONE, color_scheme=scheme) as one:
        one.open("en")
        check("what", one)
        by_paste(one)
        check("read", one)
        one.press(PRIMARY, ".st-key-buttons")
        for name in ("day", "channel", "role", "own"):
            check(name, one)
            one.press(".st-key-buttons button >> nth=0", ".st-key-buttons")
            one.page.wait_for_timeout(400)
        one.press('.st-key-buttons button[kind="tertiary"]', '[data-testid="stCheckbox"]')
        check("consent", one)
        one.press(PRIMARY, ".st-key-lead")
        check("send", one)
        one.press(PRIMARY, ".st-key-secret")
        check("done", one)
        secret = one.page.inner_text(".st-key-secret code").strip()
        one.write('[data-testid="stTextInput"] input', secret[-5:])
        one.press(PRIMARY, ".st-key-danger")
        check("coach", one)
        look_up(one, secret)
        check("receipt", one)
    assert found == {}


#: Findings in controls that Streamlit draws and we cannot change, with the reason each is none of ours.
STREAMLITS: dict[str, str] = {}


def test_the_keyboard_alone_hands_in(window: Any, site: Site) -> None:
    before = handed(site)
    with person(window, site) as one:
        one.open("en")
        one.page.focus("textarea")
        one.page.keyboard.insert_text(pasted().decode())
        by_keys(one, phrases("en")("what.read"), ".st-key-notice-0")
        by_keys(one, phrases("en")("read.yes"), ".st-key-buttons")
        by_keys(one, phrases("en")("app.skip_rest"), '[data-testid="stCheckbox"]')
        by_keys(one, phrases("en")("app.next"), ".st-key-lead")
        one.page.wait_for_selector('[data-testid="stCheckbox"]', state="detached")
        by_keys(one, phrases("en")("send.button"), ".st-key-secret")
    assert newest(site, before)


def by_keys(one: Person, label: str, then: str) -> None:
    for _ in range(30):
        one.page.keyboard.press("Tab")
        if one.page.evaluate("() => document.activeElement.innerText").strip() == label:
            break
    one.page.keyboard.press("Enter")
    one.at(then)
