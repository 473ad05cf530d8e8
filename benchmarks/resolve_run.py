"""Measure name comparison, record resolution and the watch for look-alikes on made sets (SIMULATED), or on a CSV.

    python -m benchmarks.resolve_run pairs --seed 901 --count 20000 [--unlisted]
    python -m benchmarks.resolve_run pairs --csv PAIRS.csv            (columns name_a, name_b, same, kind)
    python -m benchmarks.resolve_run records --seed 901 --count 100000 [--splink]
    python -m benchmarks.resolve_run watch --seed 901 --count 100000

Seeds under 100 are for developing, seeds from 900 on for figures. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks import resolve_measures as measures
from benchmarks import resolve_pairs, resolve_records, resolve_watch
from strikes import settings
from strikes.resolve import identities, impersonation, rules
from strikes.resolve.compare import SAME_FROM, compare_columns
from strikes.store.connection import Connection, scratch


@contextmanager
def cpu(what: str) -> Iterator[None]:
    """Print the CPU seconds of what is done inside, and the highest memory of the process so far."""
    start = time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {time.process_time() - start:.2f} CPU-s, peak {peak:.0f} MiB")


def pairs(made: list[resolve_pairs.Pair]) -> None:
    """Print how well names are told apart, over all and by kind."""
    one, two = [pair[0] for pair in made], [pair[1] for pair in made]
    same = np.array([pair[2] for pair in made])
    compare_columns(["Anar"], ["Anar"])
    start = time.process_time()
    found = compare_columns(one, two)
    used = (time.process_time() - start) / len(made) * 1e6
    whole = measures.of_pairs(found.score, same)
    print(
        f"{len(made)} pairs: AUC {whole.auc:.4f}, best F1 {whole.best_f1:.3f}, recall at precision 0.95 "
        f"{whole.recall:.3f} (from {whole.threshold:.3f}), {used:.1f} microseconds of CPU a pair"
    )
    decided = np.array(found.decision) == "same"
    print(f"decided same: precision {same[decided].mean():.3f}, recall {decided[same].mean():.3f} (from {SAME_FROM})")
    kinds = np.array([pair[3] for pair in made])
    for kind in sorted(set(kinds)):
        chosen = kinds == kind
        share, same_share = (found.score[chosen] >= whole.threshold).mean(), decided[chosen].mean()
        word = "same" if same[chosen][0] else "different"
        print(f"  {kind:18} {word:9} {chosen.sum():6}  above threshold {share:.3f}  decided same {same_share:.3f}")


def _loaded(con: Connection, rows: list[tuple[str, ...]]) -> None:
    columns = dict(zip(resolve_records.FIELDS, zip(*rows, strict=True), strict=True))
    con.register("made", pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}))
    con.execute(
        """
        create table claimant_record as
        select record_id, nullif(name, '') as name, nullif(email, '') as email, null::varchar as email2,
            null::varchar as phone, nullif(address, '') as address, nullif(handle, '') as handle,
            null::varchar as channel_id, null::varchar as ref, nullif(channel_country, '') as country,
            first_seen::timestamp as first_seen
        from made
        """
    )
    con.execute(
        "create table identity_decision (record_a varchar, record_b varchar, decision varchar, decided_by varchar, "
        "decided_at timestamp)"
    )
    con.unregister("made")


def records(rows: list[tuple[str, ...]], memory: str) -> None:
    """Print how well records are resolved, beside what an oracle could reach that sees the true names."""
    truth = {row[0]: row[resolve_records.FIELDS.index("truth")] for row in rows}
    with scratch(settings.Engine(memory_limit=memory)) as con:
        _loaded(con, rows)
        with cpu(f"{len(rows)} records"):
            identities.resolve_records(con)
        found = dict(con.execute("select record_id, claimant_id from identity").fetchall())
    ids = sorted(truth)
    print(" ", measures.of_clusters(_numbers([found[i] for i in ids]), _numbers([truth[i] for i in ids])))
    oracle = resolve_records.oracle(rows)
    print("  oracle", measures.of_clusters(_numbers([oracle[i] for i in ids]), _numbers([truth[i] for i in ids])))


def _numbers(values: list[str]) -> np.ndarray:
    number: dict[str, int] = {}
    return np.array([number.setdefault(value, len(number)) for value in values], dtype=np.int64)


def watch(made: resolve_watch.Made) -> None:
    """Print how many impersonators are caught and who is accused wrongly."""
    with scratch() as con:
        resolve_watch.load(con, made)
        with cpu(f"{len(made.records)} records watched"):
            impersonation.look_alikes(con)
        hits = set(con.execute("select record_id, holder_id from holder_match where is_look_alike").fetchall())
    named = {record for record, _ in hits}
    caught = sum((record, holder) in hits for record, holder in made.impersonators.items())
    strangers = [record for record in made.strangers if record in named]
    print(f"  impersonators matched to the right holder: {caught / len(made.impersonators):.4f}")
    print(f"  unrelated names accused: {len(strangers) / max(len(made.strangers), 1):.5f}")
    print(f"  holders' own records accused: {sum(record in named for record in made.genuine)} of {len(made.genuine)}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("pairs", "records", "watch"))
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--csv", type=Path)
    asked.add_argument("--unlisted", action="store_true", help="hide the list of known names")
    asked.add_argument("--memory", default="3GB")
    asked.add_argument("--splink", action="store_true", help="resolve the same records with Splink as well")
    given = asked.parse_args()
    if given.what == "pairs":
        if given.unlisted:
            rules.known_names = frozenset  # type: ignore[assignment]
        pairs(_read_pairs(given.csv) if given.csv else resolve_pairs.make(given.seed, given.count))
    elif given.what == "records":
        rows = resolve_records.make(given.seed, given.count)
        records(rows, given.memory)
        if given.splink:
            from benchmarks import resolve_splink

            with cpu("Splink on the same records"):
                found = resolve_splink.resolved(rows)
            ids = sorted(found)
            truth = {row[0]: row[resolve_records.FIELDS.index("truth")] for row in rows}
            print(" ", measures.of_clusters(_numbers([found[i] for i in ids]), _numbers([truth[i] for i in ids])))
    else:
        watch(resolve_watch.make(given.seed, given.count))


def _read_pairs(path: Path) -> list[resolve_pairs.Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (row.get("name_a") or row["name1"], row.get("name_b") or row["name2"],
             (row.get("same") or row["is_match"]) in ("1", "true"), row.get("kind") or "all")
            for row in csv.DictReader(lines)
        ]  # fmt: skip


if __name__ == "__main__":
    main()
