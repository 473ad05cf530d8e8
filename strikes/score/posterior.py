"""From a weight of evidence to a probability, at three priors and never at one (docs/scoring.md, "Priors").

The probability stays in the analyst's view; what leaves the house says the weight and the evidence.
"""

from __future__ import annotations

import math

#: A sceptic's share of claimants, and the share of requests YouTube itself caught on the webform (H2 2023).
SCEPTICAL, WEBFORM = 0.02, 0.06


def posterior(bans: float, prior: float) -> float:
    """Return the probability after evidence of `bans` (log10 of the likelihood ratio): LR 30 at 6 % gives 66 %."""
    log_odds = math.log(prior / (1 - prior)) + bans * math.log(10)
    return 1 / (1 + math.exp(-log_odds)) if log_odds >= 0 else math.exp(log_odds) / (1 + math.exp(log_odds))
