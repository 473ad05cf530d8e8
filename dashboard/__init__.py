"""The web apps. Run them with `strikes dashboard` and `strikes intake`."""
