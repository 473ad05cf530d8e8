"""Tables that people bring: CSV, JSON lines, Parquet and XLSX become rows of text with their line numbers."""
