"""Where facts and runs lie; the only package that imports duckdb.

`connection.py` opens databases, `casebook.py` holds the facts, `runs.py` the conclusions, `read.py` the questions the
dashboard and the reports ask of a run.
"""
