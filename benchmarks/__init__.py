"""Speed and quality beside it: every figure in docs/ that came from a run, came from a command here."""
