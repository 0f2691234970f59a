"""The store that keeps everything: tables, transactions, queries, migrations."""
