"""One page each: what it asks of the run, in which order it shows the blocks."""
