"""`collect inbox`: sealed submissions become facts with provenance, consents and answers to their owners."""
