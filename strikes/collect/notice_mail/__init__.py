"""Notices by e-mail: one parser per generation of YouTube's notices."""
