"""Splink 5 on the same records, with our fold as its name column. Needs the extra `bench`."""

from __future__ import annotations

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.resolve_records import FIELDS
from strikes.resolve.contacts import canonical_email
from strikes.resolve.fold import comparison_key

#: Pairs this likely are joined; connected components after that.
MATCH, CLUSTER = 0.9, 0.95


def resolved(rows: list[tuple[str, ...]]) -> dict[str, str]:
    """Return a cluster for each record, after training without labels as Splink's tutorial does."""
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    frame["unique_id"] = frame["record_id"]
    frame["name_key"] = [comparison_key(name) or None for name in frame["name"]]
    frame["email"] = [canonical_email(email) for email in frame["email"]]
    frame = frame[["unique_id", "name_key", "email", "address", "handle", "channel_country"]].replace({"": None})
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name_key", [0.95, 0.9]).configure(term_frequency_adjustments=True),
            *(cl.ExactMatch(column) for column in ("email", "address", "handle", "channel_country")),
        ],
        blocking_rules_to_generate_predictions=[block_on(c) for c in ("name_key", "email", "address", "handle")],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("email"), block_on("handle")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in ("email", "name_key"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    pairs = linker.inference.predict(threshold_match_probability=MATCH)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, CLUSTER)
    found = clusters.as_pandas_dataframe()
    return dict(zip(found["unique_id"], found["cluster_id"].astype(str), strict=True))
