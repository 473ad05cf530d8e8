"""From texts to what is peculiar about them: shingles of words or letters, with stock sentences taken out.

Claims repeat the statements the law asks for. So every run of four words that stands in a stock sentence
(data/reference/stock_sentences.csv), or in a tenth of all different texts, is removed before anything is compared.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strikes import settings
from strikes.group.columns import lent, stored
from strikes.group.timeline import Ints
from strikes.store.connection import Connection

Hashes = NDArray[np.uint64]

#: Words per shingle; in az and tr, which put into endings what others put into words, letters per shingle.
WORDS, LETTERS = 5, 5
#: A text with fewer shingles says too little to be recognised again (a dozen words, or nearly so much in letters).
LEAST_WORDS, LEAST_LETTERS = 8, 40
#: A run of so many words is what a stock sentence is recognised by.
STOCK_RUN = 4
#: Runs in this part of all different texts, and in at least so many, are stock too. Copies of one text count once: a
#: campaign that pastes one text a hundred times must not become stock by that.
STOCK_PART, STOCK_TEXTS = 0.1, 50
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

# Addresses and numbers are what differs between copies of one text, so they do not count as words.
_TOKENS = """
create or replace temp table token as
with bare as (
    select text_no, regexp_replace(
        lower(nfc_normalize(text)), '(https?://|www\\.)\\S+|\\S+@\\S+|[0-9]+', ' ', 'g') as bare
    from (select text_no, text from writing union all select -1 - row_number() over (), sentence from stock_sentence)
),
listed as (select text_no, regexp_extract_all(bare, '\\pL+') as words from bare),
marked as (select *, row_number() over (partition by words, text_no < 0 order by text_no) > 1 as is_copy from listed)
select text_no, is_copy, unnest(words) as word, generate_subscripts(words, 1) as place from marked
"""
_WORDS = "select text_no, place, hash(word) as h from token order by text_no, place"
_COPIES = "select distinct text_no from token where is_copy order by text_no"

# Letters that only az and tr have among our languages.
_LETTERED = """
select text_no from token where text_no >= 0 group by text_no
having count(*) filter (regexp_matches(word, '[əğış]')) >= 0.1 * count(*) order by text_no
"""
_LETTERS = """
with kept as (
    select text_no, string_agg(word, ' ' order by place) as kept
    from token semi join lettered using (text_no) anti join stock_token using (text_no, place) group by text_no
)
select text_no, ord(unnest(string_split(kept, '')))::ubigint as h, 0 as place from kept order by text_no
"""


@dataclass(frozen=True)
class Shingles:
    """Distinct shingles of texts, in order of texts: two columns of equal length."""

    text_no: Ints
    shingle: Hashes


def read_shingles(con: Connection) -> Shingles:
    """Return the shingles of table `writing` (text_no from 0, text); a text that is too short is absent."""
    with lent(con, "stock_sentence", {"sentence": np.array(_stock_sentences(), dtype=object)}):
        con.execute(_TOKENS)
    text_no, word, place = _columns(con, _WORDS)
    is_stock = _is_stock(text_no, word, con.execute(_COPIES).fetchnumpy()["text_no"].astype(np.int64))
    lettered = con.execute(_LETTERED).fetchnumpy()["text_no"]
    by_word = ~is_stock & ~np.isin(text_no, lettered) & (text_no >= 0)
    stored(con, "lettered", {"text_no": lettered})
    stored(con, "stock_token", {"text_no": text_no[is_stock], "place": place[is_stock]})
    words = _long_enough(_distinct(*_runs(text_no[by_word], word[by_word], WORDS)), LEAST_WORDS)
    letters = _long_enough(_distinct(*_runs(*_columns(con, _LETTERS)[:2], LETTERS)), LEAST_LETTERS)
    return _distinct(np.concatenate([words.text_no, letters.text_no]), np.concatenate([words.shingle, letters.shingle]))


def _stock_sentences() -> list[str]:
    with (settings.reference_dir() / "stock_sentences.csv").open(encoding="utf-8", newline="") as file:
        return [row["sentence"] for row in csv.DictReader(file)]


def _columns(con: Connection, sql: str) -> tuple[Ints, Hashes, Ints]:
    found = con.execute(sql).fetchnumpy()
    return found["text_no"].astype(np.int64), found["h"].astype(np.uint64), found["place"].astype(np.int64)


def _runs(text_no: Ints, h: Hashes, length: int) -> tuple[Ints, Hashes]:
    """Hash every run of `length` items that lies within one text, by its first item's place."""
    if len(h) < length:
        return text_no[:0], h[:0]
    n = len(h) - length + 1
    run = np.zeros(n, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(length):
            run = (run ^ h[step : step + n]) * _MULTIPLIER
            run ^= run >> np.uint64(29)
    is_whole = text_no[:n] == text_no[length - 1 :]
    return text_no[:n][is_whole], run[is_whole]


def _is_stock(text_no: Ints, word: Hashes, copies: Ints) -> NDArray[np.bool_]:
    """Mark the words covered by a stock run; texts below 0 are the stock sentences themselves, copies do not count."""
    covered = np.zeros(len(word), dtype=bool)
    owner, run = _runs(text_no, word, STOCK_RUN)
    if not len(run):
        return covered
    counts = (owner >= 0) & ~np.isin(owner, copies)
    stock = np.union1d(run[owner < 0], _common(*vars(_distinct(owner[counts], run[counts])).values()))
    start = np.flatnonzero(text_no[: len(word) - STOCK_RUN + 1] == text_no[STOCK_RUN - 1 :])[np.isin(run, stock)]
    for step in range(STOCK_RUN):
        covered[start + step] = True
    return covered


def _common(text_no: Ints, run: Hashes) -> Hashes:
    runs, n_texts = np.unique(run, return_counts=True)
    return runs[n_texts >= max(STOCK_TEXTS, STOCK_PART * len(np.unique(text_no)))]


def _long_enough(shingles: Shingles, least: int) -> Shingles:
    texts, n = np.unique(shingles.text_no, return_counts=True)
    is_long = np.isin(shingles.text_no, texts[n >= least])
    return Shingles(shingles.text_no[is_long], shingles.shingle[is_long])


def _distinct(text_no: Ints, h: Hashes) -> Shingles:
    order = np.lexsort((h, text_no))
    text_no, h = text_no[order], h[order]
    is_new = np.ones(len(h), dtype=bool)
    is_new[1:] = (np.diff(text_no) != 0) | (h[1:] != h[:-1])
    return Shingles(text_no[is_new], h[is_new])
