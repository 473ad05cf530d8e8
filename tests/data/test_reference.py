"""The registry of holders and the context events: sourced, unambiguous, and without anybody's private data."""

from __future__ import annotations

import re
from collections import Counter

from tests.data.contract import COLUMNS, CONTEXT, FOR_PEOPLE, REFERENCE, Row, problems, read

HOLDERS = read(REFERENCE / "holders.csv")
EVENTS = read(REFERENCE / "context.csv")


def parts(row: Row, column: str) -> list[str]:
    return row[column].split("|") if row[column] else []


def test_both_tables_keep_to_the_contract() -> None:
    for kind, rows in (("holders", HOLDERS), ("context", EVENTS)):
        assert set(COLUMNS[kind]) <= set(rows[0]) <= {*COLUMNS[kind], *FOR_PEOPLE}
        assert not {row[f"{kind.rstrip('s')}_id"]: found for row in rows if (found := problems(kind, row))}
        assert max(Counter(row[f"{kind.rstrip('s')}_id"] for row in rows).values()) == 1


def test_the_registry_knows_those_who_claim_in_the_region_and_the_world() -> None:
    assert len(HOLDERS) >= 60
    needed = (
        "aztv itv-az azertac baku-tv arb xezer real-tv cbc trend report-az apa-az mikpro az-ip-agency turan meydan-tv "
        "trt pervy-kanal vgtrk ntv-ru bbc cnn dw rferl ap reuters afp ani sony-music umg wmg nintendo bungie csc "
        "markmonitor corsearch disney netflix premier-league uefa fifa"
    )
    assert set(needed.split()) <= {row["holder_id"] for row in HOLDERS}


def test_a_name_and_a_domain_belong_to_one_holder() -> None:
    names = Counter(n.casefold() for row in HOLDERS for n in {row["name"], *parts(row, "aliases")})
    domains = Counter(domain for row in HOLDERS for domain in parts(row, "domains"))
    assert [found for counted in (names, domains) for found, count in counted.items() if count > 1] == []


def test_domains_are_bare_and_every_row_says_what_they_rest_on() -> None:
    for row in HOLDERS:
        assert all(re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", domain) for domain in parts(row, "domains")), row
        assert row["source_url"].startswith("http")
        assert row["source"].startswith(("http", "listed: ", "inferred: "))


def test_no_mail_address_is_given_for_anybody() -> None:
    assert {row["emails"] for row in HOLDERS} == {""}


def test_holders_are_known_by_their_names_in_several_scripts() -> None:
    text = " ".join(row["aliases"] for row in HOLDERS)
    assert re.search("[ƏəŞşĞğ]", text) and re.search("[а-я]", text) and re.search("[ا-ي]", text)


def test_context_events_cover_the_years_and_the_kinds_and_name_their_source() -> None:
    assert len(EVENTS) >= 25
    assert {row["happened_on"][:4] for row in EVENTS} == {"2021", "2022", "2023", "2024"}
    assert {row["kind"] for row in EVENTS} == set(CONTEXT)
    assert all(row["source_url"].startswith("https://") and row["place"] for row in EVENTS)
    assert [row["happened_on"] for row in EVENTS] == sorted(row["happened_on"] for row in EVENTS)
