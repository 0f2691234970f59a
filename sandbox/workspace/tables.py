"""The tables that hold the workspace's state. Whole documents are kept as Slack shows them."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, email TEXT, doc TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS channel (
    id TEXT PRIMARY KEY, name TEXT UNIQUE, person TEXT UNIQUE, doc TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS member (
    channel TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (channel, person)
);
CREATE TABLE IF NOT EXISTS message (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread TEXT, viewer TEXT, doc TEXT NOT NULL,
    PRIMARY KEY (channel, ts)
);
CREATE TABLE IF NOT EXISTS view (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, depth INTEGER NOT NULL,
    external_id TEXT, doc TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS hook (
    path TEXT PRIMARY KEY, doc TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS kept (
    name TEXT PRIMARY KEY, doc TEXT NOT NULL
);
"""
