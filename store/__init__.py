"""How everything is kept: tables, transactions, queries, migrations."""
