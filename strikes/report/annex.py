"""The annex of a pack: every claim, every finding, everything that happened, so that the summary can be checked."""

from __future__ import annotations

from strikes.report import charts
from strikes.report.blocks import Block, Column, Heading, Items, Para, Table
from strikes.report.case import Row
from strikes.report.explanation import likelihood_ratio
from strikes.report.pack import Pack
from strikes.report.summary import named, small
from strikes.report.words import Words

#: Rows printed of one table; more are in the tables beside the paper.
MOST_ROWS = 1500


def annex(pack: Pack, words: Words) -> tuple[Block, ...]:
    """Return the sections of the annex that have something to say."""
    if not pack["claims"]:
        return (*_findings(pack, words), *_method(pack, words))
    return (
        *_claims(pack, words),
        *_who(pack, words),
        *_findings(pack, words),
        *_events(pack, words),
        *_network(pack, words),
        *_evidence(pack, words),
        *_method(pack, words),
    )


def when(moment: str | None, precision: str | None) -> str:
    """Return a moment for a table, in UTC and no finer than it is known."""
    if moment is None:
        return "–"
    length = {"year": 4, "month": 7, "day": 10}.get(precision or "day", 16)
    return moment[:length].replace("T", " ")


def _claims(pack: Pack, words: Words) -> list[Block]:
    columns = (
        Column(words("col.n"), 0, is_number=True),
        Column(words("col.when"), 1.5),
        Column(words("col.channel"), 0),
        Column(words("col.video"), 4),
        Column(words("col.claimant"), 2.4),
        Column(words("col.work"), 2.4),
        Column(words("col.outcome"), 2),
        Column(words("col.level"), 0),
    )
    rows = tuple(_claim_row(row, words) for row in pack["claims"][:MOST_ROWS])
    return [
        Heading(words("sec.a")),
        Table(columns, rows, _cut(len(pack["claims"]), "claims.csv", words)),
        *_texts(pack, words),
    ]


def _claim_row(row: Row, words: Words) -> tuple[str, ...]:
    video = " · ".join(filter(None, (row["video_title"], row["video_id"]))) or "–"
    outcome = words(f"outcome_short.{row['outcome']}")
    demand = words(f"demand.{row['demand']}")
    decided = when(row["outcome_at"], "day") if row["outcome_at"] else ""
    return (
        str(row["claim"]),
        when(row["claimed_at"], row["claimed_at_precision"]),
        row["channel"],
        video,
        f"{row['claimant']} {row['as_shown'] or ''}".strip(),
        row["work_title"] or "–",
        f"{demand}: {outcome} {decided}".strip(),
        f"P{row['level']}",
    )


def _texts(pack: Pack, words: Words) -> list[Block]:
    """Return what the claims said, each text once, with the claims that used it."""
    users: dict[str, list[int]] = {}
    for row in pack["claims"]:
        if row["claim_text"]:
            users.setdefault(row["claim_text"], []).append(row["claim"])
    if not users:
        return []
    columns = (Column(words("col.text"), 6), Column(words("col.claims"), 2))
    ordered = sorted(users.items(), key=lambda item: (-len(item[1]), item[1]))
    return [Table(columns, tuple((text, ", ".join(map(str, claims))) for text, claims in ordered[:MOST_ROWS]))]


def _who(pack: Pack, words: Words) -> list[Block]:
    hit = (
        Column("", 0),
        Column(words("col.channel"), 3),
        Column(words("col.address"), 4),
        Column(words("col.standing"), 2),
    )
    channels = tuple(
        (row["channel"], row["title"] or "–", row["channel_id"] or "–", str(row["n_standing"]))
        for row in pack["channels"]
    )
    by = (
        Column("", 0),
        Column(words("col.as_shown"), 3),
        Column(words("col.mail"), 3),
        Column(words("col.letters"), 4),
    )
    claimants = tuple(
        (
            row["claimant"],
            " / ".join(row["names"]) or named(row, words),
            ", ".join(row["emails"]) or "–",
            " ".join(row["notes"]) or "–",
        )
        for row in pack["claimants"]
    )
    return [Heading(words("sec.b")), Table(hit, channels), Table(by, claimants)]


def _findings(pack: Pack, words: Words) -> list[Block]:
    if not pack["findings"]:
        return []
    if not pack["claims"]:
        told_by = (Column(words("col.sign"), 4), Column(words("col.fired"), 1), Column(words("col.could_be"), 5))
        told = tuple((f"{r['code']} {r['title']}", r["n_claimants"], r["innocent"]) for r in pack["findings"])
        return [Heading(_without_letter(words("sec.c"))), Table(told_by, told)]
    columns = (
        Column("", 0),
        Column(words("col.finding"), 5),
        Column(words("col.about"), 1.6),
        Column(words("col.weight"), 0, is_number=True),
        Column(words("col.fired"), 0, is_number=True),
        Column(words("col.level"), 0),
        Column(words("col.could_be"), 4),
    )
    fired = {row["signal"]: f"{row['n_fired']}/{row['n_looked']}" for row in pack["signals"]}
    rows = tuple(_finding_row(row, fired, words) for row in pack["findings"][:MOST_ROWS])
    return [
        Heading(words("sec.c")),
        Para(words("method.weights"), "note"),
        Para(words("method.error"), "note"),
        Table(columns, rows, _cut(len(pack["findings"]), "findings.csv", words)),
    ]


def _finding_row(row: Row, fired: dict[str, str], words: Words) -> tuple[str, ...]:
    claims = ", ".join(map(str, row["claims"][:8])) + (" …" if len(row["claims"]) > 8 else "")
    ratio = f"{row['weight']:+.2f} (×{likelihood_ratio(row['weight'])})"
    about = f"{row['claimant']}: {claims}" if claims else row["claimant"]
    axis = words(f"axis_short.{row['axis']}")
    title = f"{row['code']} {row['title']}, {axis}: {row['text']}"
    return (row["grp"], title, about, ratio, fired.get(row["signal"], "–"), f"P{row['level']}", row["innocent"])


def _events(pack: Pack, words: Words) -> list[Block]:
    acts = [
        (r["claimed_at"], r["claimed_at_precision"], r["channel"], r["claim"], r["demand"], r["level"])
        for r in pack["claims"]
    ]
    acts += [
        (r["happened_at"], r["precision"], r["channel"], r["claim"], r["event_type"], r["level"])
        for r in pack["events"]
    ]
    acts.sort(key=lambda act: (act[0] is None, act[0] or "", act[2], act[3] or 0, act[4]))
    columns = (
        Column(words("col.when"), 2),
        Column(words("col.channel"), 1),
        Column(words("col.n"), 1, is_number=True),
        Column(words("col.what"), 6),
        Column(words("col.level"), 0),
    )
    rows = tuple(
        (when(moment, precision), channel, str(claim or "–"), words(f"event.{kind}"), f"P{level}")
        for moment, precision, channel, claim, kind, level in acts[:MOST_ROWS]
    )
    context: list[Block] = []
    if pack["context"]:
        told = tuple(f"{when(r['happened_on'], r['precision'])}: {r['title']}" for r in pack["context"])
        context = [Para(words("happened.context"), "note"), Items(told)]
    return [Heading(words("sec.d")), Table(columns, rows, _cut(len(acts), "history.csv", words)), *context]


def _network(pack: Pack, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(words("sec.e"))]
    if chart := charts.network(pack, words):
        blocks.append(chart)
    if len(pack["claimants"]) < 2:
        return blocks if len(blocks) > 1 else []
    if not pack["ties"]:
        return [*blocks, Para(words("annex.no_ties"), "note")]
    columns: tuple[Column, ...] = (
        Column("", 1),
        Column(words("col.layer"), 2),
        Column(words("col.shared"), 1, is_number=True),
        Column(words("col.q"), 1, is_number=True),
        Column(words("col.what"), 6),
    )
    # The run's own sentences are English; papers in other languages leave them to ties.csv.
    n = len(columns) if words.language == "en" else len(columns) - 1
    rows = tuple(
        (
            f"{row['a']} – {row['b']}",
            words(f"layer.{row['layer']}"),
            str(row["n_shared"]),
            small(row["q_value"]),
            row["sentence"] or "",
        )[:n]
        for row in pack["ties"][:MOST_ROWS]
    )
    columns = columns[:n]
    return [*blocks, Table(columns, rows, _cut(len(pack["ties"]), "ties.csv", words))]


def _evidence(pack: Pack, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(words("sec.f"))]
    if not pack["evidence"]:
        return [*blocks, Para(words("annex.no_evidence"), "note")]
    columns = (
        Column(words("col.about"), 1),
        Column(words("col.what"), 3),
        Column(words("col.value"), 4),
        Column(words("col.when"), 2),
        Column(words("col.source"), 4),
        Column(words("col.level"), 0),
    )
    rows = tuple(
        (
            f"{words('col.n')} {row['claim']}" if row["claim"] else row["claimant"],
            words(f"evidence.{row['kind']}"),
            (row["value"] or "–").replace("_", " "),
            when(row["observed_at"], row["precision"]),
            row["source_url"] or "–",
            f"P{row['level']}",
        )
        for row in pack["evidence"][:MOST_ROWS]
    )
    return [*blocks, Table(columns, rows)]


def _method(pack: Pack, words: Words) -> list[Block]:
    about = pack["about"]
    levels = tuple(f"{level}: {words(f'level.{level}')}" for level in ("P1", "P2", "P3", "P4", "P5"))
    versions = words(
        "method.versions",
        version=about["version"],
        run=about["run"],
        day=words.day(about["as_of"]),
        signals=", ".join(about["rules"]),
    )
    return [
        Heading(words("sec.g") if pack["claims"] else _without_letter(words("sec.g"))),
        Para(words("method.intervals"), "note"),
        Para(words("method.provenance"), "note"),
        Items(levels),
        Para(versions, "note"),
    ]


def _without_letter(title: str) -> str:
    """Return the title of a section that stands alone: the public's annex has no letters to point at."""
    return title.partition(". ")[2]


def _cut(n: int, file: str, words: Words) -> str:
    return words("method.truncated", n=MOST_ROWS, of=n, file=file) if n > MOST_ROWS else ""
