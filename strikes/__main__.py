"""`python -m strikes` is the `strikes` command."""

from strikes.cli import main

main()
