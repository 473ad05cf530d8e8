"""Tests of the public form and what is behind it."""
