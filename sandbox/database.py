"""Opens a small SQLite database of the sandbox's own."""

import sqlite3


def opened(path: str, schema: str) -> sqlite3.Connection:
    """Open the database at `path` (or ":memory:") and create what `schema` names."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    # A demo's data may lose its last instant when the machine loses power.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(schema)
    return connection
