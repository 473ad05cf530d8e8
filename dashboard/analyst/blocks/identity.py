"""Who a claimant is: names as reported and what is odd about their letters, records and why they are taken for one."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from dashboard.analyst.blocks import empty, letters, safe, words
from dashboard.analyst.book import Book
from strikes.store import read
from strikes.store.read import Row

#: Names shown in boxes; more are in the table of records.
_NAMES = 4


def names(book: Book, claimant_id: str) -> None:
    """Show the names as reported in quiet boxes, each with what is odd about its letters, and the addresses."""
    records = book.ask(read.as_reported, claimant_id)
    named = {record["name"]: record for record in records if record["name"]}
    if not named:
        safe.quiet(
            next((r["email"] or r["ref"] for r in records if r["email"] or r["ref"]), claimant_id), key="unnamed"
        )
    for i, (name, record) in enumerate(list(named.items())[:_NAMES]):
        safe.quiet(name, key=str(i))
        _oddities(name, record["notes"], key=str(i))
    if len(named) > _NAMES:
        st.caption(f"and {words.count(len(named) - _NAMES, 'other name')}, under “Who it is”")
    mails = letters.listed(sorted({r["email"] for r in records if r["email"]}))
    safe.aside("{id} · {mails}" if mails != "–" else "{id}", key="id", id=claimant_id, mails=mails)


def _oddities(name: str, notes: list[str], key: str) -> None:
    foreign = sorted(letters.foreign_letters(name), key=lambda found: found[1])
    told = [
        f"{words.count(len(of), 'letter')} in {script} script: {' '.join(letter for letter, _ in of)}"
        for script, of in ((script, list(of)) for script, of in groupby(foreign, key=lambda found: found[1]))
    ]
    said = "; ".join(notes or told)
    if foreign:
        marked = letters.cut(letters.underlined(name) or name, 200)
        safe.aside("{marked} ({said})", key=f"letters-{key}", marked=marked, said=said)
    elif said:
        safe.aside("{said}", key=f"letters-{key}", said=said)


def show(book: Book, claimant_id: str) -> None:
    """Show the records behind a claimant, the reasons to take them for one, holders it resembles."""
    _records(book, claimant_id)
    _links(book, claimant_id)
    _holders(book, claimant_id)


def _records(book: Book, claimant_id: str) -> None:
    rows = [
        record
        | {
            "tag": f"P{record['level']}",
            "first": book.days.day(record["first_seen"]),
            "odd": "; ".join(record["notes"]),
        }
        for record in book.ask(read.as_reported, claimant_id)
    ]
    st.caption(f"{words.count(len(rows), 'record')} as reported, taken for one claimant")
    columns = {
        "name": "name",
        "email": "e-mail",
        "ref": "reference",
        "channel_id": "own channel",
        "country": "country",
        "n_events": "events",
        "first": "first seen",
        "tag": "level",
        "odd": "letters",
    }
    safe.table(rows, columns, says="Records of this claimant as reported")


def _links(book: Book, claimant_id: str) -> None:
    links = book.ask(read.links, claimant_id)
    taken, suggested = [[k for k in links if k["is_taken"] is t] for t in (True, False)]
    columns = {"a": "record", "b": "and record", "why": "why"}
    if taken:
        st.caption("Why they are taken for one")
        safe.table([_link(k) for k in taken], columns, says="Reasons that join the records")
    if suggested:
        st.caption("Only suggested; a person decides")
        safe.table([_link(k) for k in suggested], columns, says="Suggested links, not taken")
        empty.command(f"strikes identity merge {claimant_id} OTHER --by NAME")


def _link(link: Row) -> Row:
    return link | {"a": link["name_a"] or link["email_a"], "b": link["name_b"] or link["email_b"]}


def _holders(book: Book, claimant_id: str) -> None:
    alike = book.ask(read.look_alikes, claimant_id)
    if alike:
        st.caption("Rights-holders of the registry it is named like")
        columns = {
            "as_reported": "as reported",
            "holder": "holder",
            "kind": "how alike",
            "contact": "its contact",
            "why": "why",
            "source_url": "source",
        }
        safe.table(
            [a | {"contact": words.plain(a["contact"])} for a in alike], columns, says="Holders it is named like"
        )
