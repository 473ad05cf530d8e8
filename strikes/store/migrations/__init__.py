"""Numbered steps of the casebook's form, each applied once, in a transaction, in order. Add a file; alter none."""

from __future__ import annotations

from importlib import resources

from strikes.store.connection import Connection


def migrations() -> list[tuple[str, str]]:
    """Return (name, SQL) of every migration, in order of their numbers."""
    files = (f for f in resources.files(__package__).iterdir() if f.name.endswith(".sql"))
    return sorted((f.name, f.read_text(encoding="utf-8")) for f in files)


def migrate(con: Connection) -> list[str]:
    """Bring a casebook to the newest form; return the names of the migrations that were applied now."""
    con.execute("create table if not exists migration (name varchar primary key, applied_at timestamp not null)")
    done = {name for (name,) in con.execute("select name from migration").fetchall()}
    applied = []
    for name, sql in migrations():
        if name in done:
            continue
        con.execute("begin")
        con.execute(sql)
        con.execute("insert into migration values (?, current_timestamp at time zone 'UTC')", [name])
        con.execute("commit")
        applied.append(name)
    return applied
