"""Reference tables of data/reference, as the signals read them."""

from __future__ import annotations

import csv

from strikes import settings
from strikes.store.connection import Connection, insert_rows
from strikes.store.kinds import CONTEXT, HOLDERS
from strikes.store.staging import typed_table

_TABLES = """
create table mail_domain (domain varchar, kind varchar);
create table company_word (word varchar);
create table critical_topic (topic varchar);
create table letter_count (script varchar, context varchar, letter varchar, n bigint);
create table name_fit (script varchar, from_letters integer, to_letters integer, mean double, spread double);
"""

#: log2 P(letter | the two before), smoothed by half a letter; what was never seen has the rest.
_LETTER_MODEL = """
create table name_letter as select distinct script, letter from letter_count;
create table name_context as
with size as (select script, 0.5 * count(*) as v from name_letter group by script)
select script, context, log2(0.5 / (sum(n) + any_value(v))) as unseen_log2p
from letter_count join size using (script) group by script, context
union all select script, null, log2(0.5 / v) from size;
create table name_trigram as
select script, context, letter, log2((n + 0.5) * 2) + c.unseen_log2p as log2p
from letter_count join name_context c using (script, context);
drop table letter_count;
"""


def load_reference(con: Connection) -> None:
    """Make the tables of data/reference that a run under construction reads.

    `mail_domain`, `company_word`, `critical_topic`, the letter model of names, and `shipped_holder` and
    `shipped_context` in the form of facts.
    Disposable domains are the list of the package `disposable-email-domains`, pinned with it.
    """
    con.execute(_TABLES)
    insert_rows(con, "mail_domain", _mail_domains())
    insert_rows(con, "company_word", [(row["word"],) for row in read_reference("company_words.csv")])
    insert_rows(con, "critical_topic", [(row["topic"],) for row in read_reference("critical_topics.csv")])
    insert_rows(con, "letter_count", _letter_counts())
    fit = [tuple(row.values())[:5] for row in read_reference("name_fit.csv")]
    insert_rows(con, "name_fit", fit)
    con.execute(_LETTER_MODEL)
    for kind, file in ((HOLDERS, "holders.csv"), (CONTEXT, "context.csv")):
        rows = [[row.get(name) or "" for name in kind.names] for row in read_reference(file)]
        typed_table(con, f"shipped_{kind.table}", kind, rows)


def _mail_domains() -> list[tuple[str, str]]:
    from disposable_email_domains import blocklist

    own = [(row["domain"], row["kind"]) for row in read_reference("mail_domains.csv")]
    known = {domain for domain, _ in own}
    return [*own, *((domain, "disposable") for domain in sorted(blocklist) if domain not in known)]


def _letter_counts() -> list[tuple[str, str, str, int]]:
    """Return (script, two letters, next letter, count); a blank is written as an underscore in the table."""
    return [
        (row["script"], row["context"].replace("_", " "), after[0].replace("_", " "), int(after[1:]))
        for row in read_reference("name_trigrams.csv")
        for after in row["next_letters"].split()
    ]


def read_reference(name: str) -> list[dict[str, str]]:
    """Return the rows of one reference table."""
    with (settings.reference_dir() / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
