"""Reference tables of data/reference, as the signals read them."""

from __future__ import annotations

import csv

from strikes import settings
from strikes.store.connection import Connection, insert_rows
from strikes.store.kinds import CONTEXT, HOLDERS
from strikes.store.staging import typed_table


def load_reference(con: Connection) -> None:
    """Make the tables of data/reference that a run under construction reads.

    `mail_domain` (domain, kind), `company_word` (word), `shipped_holder` and `shipped_context` in the form of facts.
    Disposable domains are the list of the package `disposable-email-domains`, pinned with it.
    """
    from disposable_email_domains import blocklist

    con.execute("create table mail_domain (domain varchar, kind varchar)")
    own = [(row["domain"], row["kind"]) for row in read_reference("mail_domains.csv")]
    known = {domain for domain, _ in own}
    insert_rows(con, "mail_domain", [*own, *((d, "disposable") for d in sorted(blocklist) if d not in known)])
    con.execute("create table company_word (word varchar)")
    insert_rows(con, "company_word", [(row["word"],) for row in read_reference("company_words.csv")])
    for kind, file in ((HOLDERS, "holders.csv"), (CONTEXT, "context.csv")):
        rows = [[row.get(name) or "" for name in kind.names] for row in read_reference(file)]
        typed_table(con, f"shipped_{kind.table}", kind, rows)


def read_reference(name: str) -> list[dict[str, str]]:
    """Return the rows of one reference table."""
    with (settings.reference_dir() / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
