"""How much the findings count: weights, combination, intervals, bands."""
