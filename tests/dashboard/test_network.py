"""The network of a campaign: the same campaign gives the same picture."""

from __future__ import annotations

import numpy as np

from dashboard.analyst.blocks import network

MEMBERS = [{"claimant_id": c, "is_core": True, "joined_at": None, "n_claims": 2} for c in ("c_1", "c_2", "c_3")]
NAMES = {"c_1": "One", "c_2": "Two", "c_3": "Three"}
CLAIMS = [
    {"claimant_id": member["claimant_id"], "channel_id": f"UC{n}", "channel_title": None}
    for member in MEMBERS
    for n in (3, 1, 2)
]


def test_channels_hit_as_often_stand_in_the_order_of_their_ids() -> None:
    nodes = network._nodes(MEMBERS, NAMES, CLAIMS)
    assert list(nodes["id"]) == ["c_1", "c_2", "c_3", "UC1", "UC2", "UC3"]


def test_a_layout_is_the_same_each_time_and_nodes_keep_apart() -> None:
    ties = np.array([[0, 1], [1, 2], [0, 3]])
    once, again = network.layout(6, ties), network.layout(6, ties)
    assert np.array_equal(once, again)
    apart = np.linalg.norm(once[:, None] - once[None, :], axis=2)[np.triu_indices(6, 1)]
    assert apart.min() > 0.1


def test_tied_nodes_stand_nearer_than_others() -> None:
    place = network.layout(4, np.array([[0, 1], [2, 3]]))
    tied = np.linalg.norm(place[0] - place[1]) + np.linalg.norm(place[2] - place[3])
    assert tied < np.linalg.norm(place[0] - place[2]) + np.linalg.norm(place[1] - place[3])
