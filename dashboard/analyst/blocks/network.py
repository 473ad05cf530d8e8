"""A campaign as a network: circles are claimants, squares the channels they hit, lines the edges of chosen layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analyst.blocks import axes, safe, words
from strikes.model import Axis
from strikes.store.read import Row

LAYERS = ("target", "time", "text", "contact", "identity")
#: More than this no eye can follow; claimants of the core and channels that most of them hit come first.
_MOST_CLAIMANTS, _MOST_CHANNELS, _ALL_NAMED = 40, 20, 6
#: More edges than this are drawn thin, so that names can be read between them.
_CROWDED = 20
_SEED, _ROUNDS = 7, 250


def show(members: list[Row], names: dict[str, str], claims: list[Row], edges: list[Row], layers: Sequence[str]) -> None:
    """Show the network with the edges of the chosen layers; the same campaign gives the same picture."""
    nodes = _nodes(members, names, claims)
    chosen = _edges([edge for edge in edges if edge["layer"] in layers], set(nodes["id"]))
    hits = _hits(claims, set(nodes["id"]))
    place = dict(zip(nodes["id"], layout(len(nodes), _numbered(nodes, chosen + hits)).tolist(), strict=True))
    told = [edge | {"a": names[edge["claimant_a"]], "b": names[edge["claimant_b"]]} for edge in chosen]
    columns = {"a": "claimant", "b": "and", "layer": "layer", "n_shared": "shared", "q_value": "q", "sentence": "why"}
    says = f"{words.count(int((nodes.kind == 'claimant').sum()), 'claimant')}, {words.count(len(chosen), 'edge')} drawn"
    safe.picture(_chart(nodes, chosen, hits, place), told, columns, says=says, key="network")


def layout(n: int, ties: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a place for each of `n` nodes: tied ones attract, all repel (Fruchterman and Reingold 1991), seeded."""
    rng = np.random.default_rng(_SEED)
    at = rng.uniform(-1, 1, (n, 2))
    if n < 2:
        return at
    length = 1.6 / np.sqrt(n)
    for heat in np.linspace(0.25, 0.005, _ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = (apart / distance[:, :, None] ** 2).sum(axis=1) * length**2
        if len(ties):
            along = at[ties[:, 0]] - at[ties[:, 1]]
            pull = along * np.linalg.norm(along, axis=1, keepdims=True) / length
            np.subtract.at(push, ties[:, 0], pull)
            np.add.at(push, ties[:, 1], pull)
        step = np.linalg.norm(push, axis=1, keepdims=True)
        at += push / np.maximum(step, 1e-9) * np.minimum(step, heat)
    return at - at.mean(axis=0)


def _nodes(members: list[Row], names: dict[str, str], claims: list[Row]) -> pd.DataFrame:
    ranked = sorted(members, key=lambda m: (not m["is_core"], m["joined_at"] or "", m["claimant_id"]))[:_MOST_CLAIMANTS]
    hit = Counter(channel for channel, _ in sorted({(c["channel_id"], c["claimant_id"]) for c in claims}))
    titles = {c["channel_id"]: safe.label(c["channel_title"] or c["channel_id"]) for c in claims}
    rows = [
        (m["claimant_id"], names[m["claimant_id"]], "claimant", m["n_claims"], names[m["claimant_id"]]) for m in ranked
    ]
    rows += [
        # A channel hit by one claimant has its name in the tooltip only: else the names lie over each other.
        (channel, titles[channel], "channel", n, titles[channel] if n > 1 or len(hit) <= _ALL_NAMED else "")
        for channel, n in hit.most_common(_MOST_CHANNELS)
    ]
    return pd.DataFrame(rows, columns=["id", "name", "kind", "n", "label"])


def _edges(edges: list[Row], shown: set[str]) -> list[Row]:
    return [e for e in edges if e["claimant_a"] in shown and e["claimant_b"] in shown]


def _hits(claims: list[Row], shown: set[str]) -> list[Row]:
    pairs = sorted({(c["claimant_id"], c["channel_id"]) for c in claims})
    return [{"claimant_a": a, "claimant_b": b} for a, b in pairs if a in shown and b in shown]


def _numbered(nodes: pd.DataFrame, ties: list[Row]) -> NDArray[np.int64]:
    at = {name: i for i, name in enumerate(nodes["id"])}
    return np.array([(at[t["claimant_a"]], at[t["claimant_b"]]) for t in ties], dtype=np.int64).reshape(-1, 2)


def _chart(nodes: pd.DataFrame, edges: list[Row], hits: list[Row], place: dict[str, list[float]]) -> alt.LayerChart:
    ink = axes.LOOKS[Axis.COORDINATION].colour
    drawn = nodes.assign(x=[place[i][0] for i in nodes["id"]], y=[place[i][1] for i in nodes["id"]])
    spot = alt.Chart(drawn).encode(
        **_PLACE, tooltip=["name:N", "kind:N", alt.Tooltip("n:Q", title="claims or claimants")]
    )
    looks = alt.Scale(domain=["claimant", "channel"], range=["circle", "square"])
    dots = spot.mark_point(filled=True, size=150, opacity=1).encode(
        shape=alt.Shape("kind:N", scale=looks, legend=None),
        color=alt.Color("kind:N", scale=alt.Scale(domain=looks.domain, range=[ink, axes.GREY]), legend=None),
    )
    names = spot.mark_text(dy=-13, fontSize=11, limit=150, color=axes.GREY).encode(text="label:N")
    weighed = [edge for edge in edges if not edge["kept"]]
    kept = [edge for edge in edges if edge["kept"]]
    lines = [
        _lines(ties, place, colour, width, dash)
        for ties, colour, width, dash in (
            (hits, axes.GREY, 0.6, []),
            (weighed, axes.GREY, 1.2, [3, 3]),
            (kept, ink, 2.5 if len(kept) <= _CROWDED else 1.2, []),
        )
        if ties
    ]
    return alt.layer(*lines, dots, names).properties(height=430)


_PLACE = {
    "x": alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, padding=50)),
    "y": alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, padding=24)),
}


def _lines(ties: list[Row], place: dict[str, list[float]], colour: str, width: float, dash: list[int]) -> alt.Chart:
    rows = [(*place[t["claimant_a"]], *place[t["claimant_b"]], t.get("layer", "claim")) for t in ties]
    frame = pd.DataFrame(rows, columns=["x", "y", "x2", "y2", "layer"])
    mark = alt.Chart(frame).mark_rule(color=colour, strokeWidth=width, strokeDash=dash, opacity=0.7)
    return mark.encode(**_PLACE, x2="x2:Q", y2="y2:Q", tooltip=["layer:N"])
