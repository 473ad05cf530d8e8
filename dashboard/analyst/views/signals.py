"""Signals: what each asks, how it is computed, what it weighs, and who would change band if that were different."""

from __future__ import annotations

import json
from collections import Counter

import streamlit as st

from dashboard.analyst.blocks import axes, choose, doors, queue, safe, words
from dashboard.analyst.book import Book
from strikes.model import Axis
from strikes.score.what_if import what_if
from strikes.store import read
from strikes.store.read import Behind, Row

_MOST = 50


def render(book: Book) -> None:
    """Draw the catalogue, and under it the signal the address names."""
    found = [_line(row, book) for row in book.ask(read.signals)]
    fired = sum(row["n_fired"] > 0 for row in found)
    safe.lead(
        f"{words.count(len(found), 'question')} {'is' if len(found) == 1 else 'are'} asked of every claimant; "
        f"{fired:,} found something in this run. None decides alone."
    )
    columns = {
        "code": "code",
        "question": "question it asks",
        "marks": "axis",
        "heaviest": "weight, bans",
        "fired": "fired, of those it could look at",
        "right": "right in reviews",
    }
    heaviest = max((row["heaviest"] for row in found), default=1.0)
    choose.beside(
        found,
        columns,
        param="signal",
        address="signal",
        key="signals",
        says="Signals of this run",
        height=420,
        column_config={
            "question it asks": st.column_config.Column(width=430),
            "weight, bans": st.column_config.ProgressColumn(min_value=0.0, max_value=heaviest or 1.0, format="%.2f"),
        },
    )
    st.caption("The weight is the most it can say either way; 1 ban is a likelihood ratio of 10. Click one to open it.")
    chosen = next((row for row in found if row["signal"] == st.query_params.get("signal")), None)
    if chosen:
        _signal(book, chosen)


def _line(row: Row, book: Book) -> Row:
    mine = [w for w in book.ask(read.weights) if w["signal"] == row["signal"]]
    agreed = book.ask(read.agreement).get(row["signal"])
    return row | {
        "marks": " ".join(f"{axes.LOOKS[Axis(axis)].mark} {axis}" for axis in row["axes"]),
        "heaviest": 0.0 if row["is_context"] else max((abs(w["weight"] or w["cap"] or 0.0) for w in mine), default=0.0),
        "fired": f"{row['n_fired']:,} of {row['n_looked']:,}"
        + (" (context, not weighed)" if row["is_context"] else ""),
        "right": f"{agreed['n_right']} of {agreed['n_reviews']}" if agreed else None,
    }


def _signal(book: Book, row: Row) -> None:
    st.subheader(f"{row['code']} {row['title']}", anchor=False)
    safe.text(row["question"])
    _answers(book, row)
    _words(row)
    _fired(book, row)
    if not row["is_context"] and row["n_fired"]:
        _what_if(book, row)
    with st.expander("How it is computed", type="compact"):
        st.code(row["sql"], language="sql")
        params = json.loads(row["params"])
        if params:
            st.code("\n".join(f"{name} = {value}" for name, value in params.items()), language=None)


def _answers(book: Book, row: Row) -> None:
    says = json.loads(row["explain"])
    mine = [
        {
            "axis": w["axis"],
            "answer": words.plain(w["grade"]) if w["grade"] else _by(w),
            "says": says.get(w["grade"]),
            "bans": w["weight"] if w["grade"] else w["cap"],
        }
        for w in book.ask(read.weights)
        if w["signal"] == row["signal"]
    ]
    told = {w["answer"] for w in mine}
    mine += [
        {"answer": words.plain(grade), "says": text} for grade, text in says.items() if words.plain(grade) not in told
    ]
    safe.table(
        mine,
        {"axis": "axis", "answer": "answer", "says": "what it says", "bans": "bans"},
        says="Answers of this signal",
        column_config={"what it says": st.column_config.Column(width=520)},
    )
    st.caption(f"Unit: {row['unit']}; group {row['grp']}, whose signals count less together; version {row['version']}.")


def _words(row: Row) -> None:
    safe.say("This could also be: {innocent}", innocent=row["innocent"])
    safe.say("It needs {needs}.", needs=row["needs"])
    st.caption("Where the idea comes from")
    safe.code(row["literature"])


def _by(weight: Row) -> str:
    return "by likelihood ratio, up to ±" if weight["clears_too"] else "by p-value, up to"


def _fired(book: Book, row: Row) -> None:
    found = book.ask(read.fired_for, row["signal"], _MOST)
    if not found:
        return
    with st.expander(f"It fired for {words.count(row['n_fired'], 'claimant')}", type="compact"):
        rows = [
            f
            | {
                "who": queue.shown_name(f),
                "grade": words.plain(f["grade"]),
                "tag": f"P{f['level']}",
                "counts": f"{f['n']} of {f['n_of']}" if f["n_of"] else None,
            }
            for f in found
        ]
        columns = {
            "who": "as reported",
            "axis": "axis",
            "grade": "answer",
            "counts": "count",
            "tag": "level",
            "weight": "bans",
        }
        choose.instead(
            rows,
            columns,
            page=choose.opens("claimants", claimant="claimant_id"),
            says="Claimants it fired for, weightiest first",
            key="fired",
        )
        if row["n_fired"] > len(rows):
            st.caption(f"The weightiest {len(rows)} of {row['n_fired']:,}.")
        doors.to_events(
            "The events behind the first", Behind(claimant=found[0]["claimant_id"], finding=found[0]["finding_id"])
        )


def _what_if(book: Book, row: Row) -> None:
    st.markdown("What if it weighed something else? Nothing is stored.")
    factor = st.slider("Times its weight", 0.0, 2.0, 1.0, 0.25, key=f"factor-{row['signal']}", width=420)
    if factor == 1.0:
        return
    with st.spinner("Weighing again …"):
        moved = _moved(book, row["signal"], factor)
    if not moved:
        st.caption(f"With {factor:g} times its weight nobody would change band.")
        return
    up = sum(m["step"] > 0 for m in moved)
    st.caption(f"With {factor:g} times its weight {up:,} would rise and {len(moved) - up:,} would fall.")
    columns = {"axis": "axis", "before": "now", "after": "would be"}
    kinds = Counter((m["axis"], m["before"], m["after"]) for m in moved)
    counted = [dict(zip(columns, kind, strict=True)) | {"n": n} for kind, n in kinds.most_common()]
    safe.table(
        [_in_words(k) for k in counted], columns | {"n": "claimants"}, says="How many would change band, and how"
    )
    choose.instead(
        [_in_words(m) | {"who": queue.shown_name(m | {"emails": []})} for m in moved[:_MOST]],
        {"who": "as reported"} | columns,
        page=choose.opens("claimants", claimant="claimant_id"),
        says="Who would change band",
        key="moved",
    )
    if len(moved) > _MOST:
        st.caption(f"The first {_MOST:d} of {len(moved):,}, largest step first.")


def _in_words(moved: Row) -> Row:
    return moved | {name: axes.band_words(moved[name]) for name in ("before", "after")}


@st.cache_data(
    show_spinner=False, max_entries=64, hash_funcs={Book: lambda book: (str(book.workspace.root), book.run.run_id)}
)
def _moved(book: Book, signal: str, factor: float) -> list[Row]:
    return what_if(book.workspace, book.run.run_id, signal, factor)
