"""One heuristic, one small file: add a file here and it is found (CONTRIBUTING.md, "Add a signal")."""
