"""A small SIMULATED world with its run, made by inserting rows: packs are tested apart from how scores come about."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from strikes.model import MICRO, TableKind
from strikes.store import casebook, runs
from strikes.store.committing import Source
from strikes.store.connection import Connection, insert_rows
from strikes.store.derived import AFTER_RESOLVE, BEFORE_RESOLVE, derive
from strikes.store.kinds import KINDS
from strikes.store.reference import load_reference
from strikes.store.workspace import Workspace

AS_OF = dt.date(2026, 3, 1)
MADE_AT = dt.datetime.fromisoformat("2026-03-01T09:30:00")
CAMPAIGN = "k_0123456789abcdef"
NAMES = (
    "Əliyev Çingiz Söhbət-Sim",
    "Студия «Северный Ветер» Сим",
    "Şükrü Ağaoğlu Simülasyon",
    "دار النخيل للإنتاج",
    "山田太郎 映像センター",
    "SIM Brand Desk Ltd",
)


@dataclass(frozen=True)
class Told:
    """One finding to put into a run."""

    claimant: str
    signal: str
    weight: float = 0.8
    level: int = 4
    facts: dict[str, Any] = field(default_factory=dict)
    n: int | None = None
    n_of: int | None = None


#: id, code, title, axis, group, sentence, innocent explanation
SIGNALS = (
    (
        "disavowed",
        "S06",
        "The named person denies it",
        "identity",
        "G1",
        "the person named says that they filed nothing",
        "Somebody may deny what an assistant filed for them.",
    ),
    (
        "mail_class",
        "S07",
        "Kind of mail address",
        "identity",
        "G2",
        "writes from the free mail service {domain}",
        "Freelancers and small media in many countries work with free mail.",
    ),
    (
        "back_dated",
        "S10",
        "Work newer than the video",
        "claims",
        "G3",
        "the work claimed appears {days} days after the video",
        "A page may have been moved and dated anew.",
    ),
    (
        "outcome_ratio",
        "S14",
        "Claims that did not hold",
        "claims",
        "G5",
        "{n} of {n_of} decided claims did not hold",
        "A retraction can be good faith; few owners go to court.",
    ),
    (
        "pay_demand",
        "S15",
        "Money asked for a retraction",
        "claims",
        "G5",
        "asked for {amount} to retract",
        "Licence fees are asked for by genuine agencies as well.",
    ),
    (
        "shared_text",
        "S17",
        "The same odd text",
        "coordination",
        "G6",
        "shares its text with {n} other claimants",
        "Advice sites hand out templates that many people copy.",
    ),
    (
        "shared_contact",
        "S18",
        "Shared contacts",
        "coordination",
        "G6",
        "uses {contact}, which {n} others use as well",
        "An agency files for several holders from one address.",
    ),
    (
        "relay",
        "S21",
        "First-seen claimants in a row",
        "coordination",
        "G7",
        "{n} claimants never seen before struck {channel_title}",
        "A viral video makes many owners of clips appear at once.",
    ),
    (
        "strike_out",
        "S22",
        "Three strikes within 90 days",
        "coordination",
        "G7",
        "{channel_title} got three strikes in {days} days",
        "Three owners may find the same compilation by themselves.",
    ),
    (
        "young_account",
        "S01",
        "Account made for the claim",
        "identity",
        "G1",
        "its channel was made {days} days before",
        "A new creator whose work was stolen has a new account too.",
    ),
)
_AXES = ("identity", "coordination", "claims")


def event(**given: Any) -> dict[str, str | None]:
    """Return one event row; what is not given is a takedown known from a verified mail."""
    base = {"event_type": "takedown", "source": "notice_mail", "provenance": "P4"}
    return base | {name: None if value is None else str(value) for name, value in given.items()}


def build(
    workspace: Workspace,
    events: Sequence[dict[str, str | None]],
    *,
    told: Sequence[Told] = (),
    campaign: Sequence[str] = (),
    evidence: Sequence[dict[str, str | None]] = (),
    context: Sequence[dict[str, str | None]] = (),
    labels: Sequence[dict[str, str | None]] = (),
    holders: Sequence[dict[str, str | None]] = (),
    as_of: dt.date = AS_OF,
) -> runs.Run:
    """Make facts and one run. `campaign` lists claimants (name, e-mail or reference as reported) that hang together."""
    casebook.create(workspace)
    for kind, rows in (
        (TableKind.EVENTS, events),
        (TableKind.EVIDENCE, evidence),
        (TableKind.CONTEXT, context),
        (TableKind.LABELS, labels),
        (TableKind.HOLDERS, holders),
    ):
        if rows:
            (counts,) = casebook.add(workspace, KINDS[kind], [(_source(rows), rows)])
            assert counts.quarantined == 0, casebook.quarantined(workspace)
    with runs.building(workspace, as_of) as con:
        con.execute(
            "create table run as select 'test' as version, ?::date as as_of, 1::integer as seed, 'score' as api_scores",
            [as_of.isoformat()],
        )
        load_reference(con)
        derive(con, BEFORE_RESOLVE)
        _resolve(con)
        derive(con, AFTER_RESOLVE)
        _group(con, campaign)
        _score(con, told)
        return runs.finish(con, workspace, make_latest=True, now=MADE_AT)


def claimant_id(con: Connection, named: str) -> str:
    """Return the id of the claimant reported by this name, e-mail or reference."""
    ((found,),) = con.execute(
        "select distinct claimant_id from claimant_record r join identity i using (record_id) "
        "where list_contains([r.name, r.email, split_part(r.ref, '@', 1)], ?::varchar)",
        [named],
    ).fetchall()
    return str(found)


def _source(rows: Sequence[dict[str, str | None]]) -> Source:
    digest = hashlib.sha256(json.dumps(list(rows)).encode()).hexdigest()
    return Source(digest, "world.csv", 1, "table", "tests", "1", "2026-03-01 00:00:00", {})


def _resolve(con: Connection) -> None:
    con.execute(
        """
        create table identity as select record_id, 'c_' || left(sha256(first_value(record_id) over (
            partition by lower(coalesce(name, email, ref)) order by first_seen, record_id)), 16) as claimant_id
        from claimant_record order by all;
        create table identity_link (record_a varchar, record_b varchar, basis varchar, weight_ubans bigint,
            why varchar);
        create table identity_suggestion (record_a varchar, record_b varchar, weight_ubans bigint, why varchar);
        create table name_note (record_id varchar, note varchar);
        create table holder_match (record_id varchar, holder_id varchar, similarity double, kind varchar,
            contact varchar, why varchar, letters varchar);
        """
    )


def _group(con: Connection, campaign: Sequence[str]) -> None:
    con.execute(
        """
        create table edge (claimant_a varchar, claimant_b varchar, layer varchar, n_shared bigint, p_value double,
            q_value double, weight_ubans bigint, kept boolean, min_level integer, sentence varchar);
        create table edge_witness (claimant_a varchar, claimant_b varchar, layer varchar, event_key_a varchar,
            event_key_b varchar, target_id varchar, gap_seconds bigint, n_others bigint);
        create table burst (burst_id varchar, target_id varchar, kind varchar, starts_at timestamp, ends_at timestamp,
            n_claimants bigint, n_first_seen bigint, expected double, p_value double, q_value double, sentence varchar);
        create table burst_member (burst_id varchar, claimant_id varchar, event_key varchar);
        create table campaign (campaign_id varchar, n_claimants bigint, n_targets bigint, n_claims bigint,
            first_at timestamp, last_at timestamp, weight_ubans bigint, expected_shared double, seen_shared bigint,
            q_value double, sentence varchar, confounder varchar);
        create table campaign_member (campaign_id varchar, claimant_id varchar, joined_at timestamp, is_core boolean);
        create table group_notice (what varchar, n bigint, sentence varchar);
        """
    )
    if not campaign:
        return
    ids = sorted({claimant_id(con, named) for named in campaign})
    insert_rows(con, "campaign_member", [[CAMPAIGN, i, None, True] for i in ids])
    con.execute(
        """
        update campaign_member m set joined_at =
            (select first_claim_at from claimant c where c.claimant_id = m.claimant_id);
        insert into edge select a.claimant_id, b.claimant_id, l.layer, l.n, 0.0001, 0.0004, 900000, true, 3, l.sentence
        from campaign_member a join campaign_member b on a.claimant_id < b.claimant_id,
            (values ('target', 2, 'claimed against the same two channels'), ('text', 1, 'wrote the same odd sentence'))
            l(layer, n, sentence);
        insert into campaign
        select any_value(campaign_id), count(distinct q.claimant_id), count(distinct q.target_id), count(*),
            min(q.claimed_at), max(q.claimed_at), 2400000, 0.2, 9, 0.0004, 'made for a test',
            'a viral video would bring as many together' from claim q join campaign_member using (claimant_id);
        """
    )


def _score(con: Connection, told: Sequence[Told]) -> None:
    con.execute(
        """
        create table signal (signal varchar, code varchar, title varchar, question varchar, axes varchar[], grp varchar,
            unit varchar, version integer, sql varchar, params json, explain json, innocent varchar, literature varchar,
            needs varchar, quorum integer, is_context boolean);
        create table asked as select claimant_id,
            ['mail_class', 'outcome_ratio', 'shared_text', 'shared_contact', 'relay', 'strike_out'] as answered
        from claimant order by all;
        create table finding (finding_id varchar, claimant_id varchar, signal varchar, axis varchar, grp varchar,
            version integer, level tinyint, unit_id varchar, grade varchar, p_value double, n bigint, n_of bigint,
            stated_ubans bigint, weight_ubans bigint, facts json, n_witnesses bigint, reporters varchar[],
            rests_on varchar[], is_borne_by_every_claim boolean);
        create table witness (signal varchar, level tinyint, claimant_id varchar, unit_id varchar, event_key varchar);
        """
    )
    known = {signal[0]: signal for signal in SIGNALS}
    insert_rows(con, "signal", [_signal_row(*signal) for signal in SIGNALS])
    findings = []
    for i, one in enumerate(told):
        _, _, _, axis, group, *_ = known[one.signal]
        ubans, who = round(one.weight * MICRO), claimant_id(con, one.claimant)
        counts = [one.n, one.n_of, ubans, ubans, json.dumps(one.facts, ensure_ascii=False), 1, [], [], True]
        findings.append([f"f_{i:04}", who, one.signal, axis, group, 1, one.level, who, "fires", None, *counts])
    insert_rows(con, "finding", findings)
    con.execute(
        """
        create table axis_score as
        with summed as (
            select c.claimant_id, x.axis, sum(f.weight_ubans)::bigint as w
            from claimant c, (select unnest($axes) as axis) x
            left join finding f on f.claimant_id = c.claimant_id and f.axis = x.axis group by all
        )
        select claimant_id, axis, []::varchar[] as accusing, 2 as n_reporters, 2 as n_observable, w as weight_ubans,
            (w * 0.6)::bigint as low_ubans, (w * 1.3)::bigint as high_ubans, w as median_ubans,
            case when w is null then 'insufficient' when w > 1500000 then 'several_independent_signs'
                 when w > 0 then 'some_signs' else 'no_notable_signs' end as band
        from summed order by all
        """,
        {"axes": list(_AXES)},
    )
    con.execute(
        """
        create table campaign_score as
        select campaign_id, []::varchar[] as accusing, 3 as n_reporters, 2 as n_observable,
            2400000::bigint as weight_ubans, 1300000::bigint as low_ubans, 2900000::bigint as high_ubans,
            2400000::bigint as median_ubans, 'several_independent_signs' as band from campaign
        """
    )


def _signal_row(name: str, code: str, title: str, axis: str, group: str, words: str, innocent: str) -> list[Any]:
    told = [title, f"{title}?", [axis], group, "claimant", 1, "select 1", "{}", json.dumps({"fires": words}), innocent]
    return [name, code, *told, "https://simulated.example/literature", "facts", 1, False]
