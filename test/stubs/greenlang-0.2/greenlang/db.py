import sqlite3

_ROWS = [("fuel", "active", "csv"), ("grid", "active", None), ("solar", "retired", None)]


def get_database():
    """The database of GreenLang 0.2 (here in memory), with the columns that 0.3 drops."""
    return Database()


class Database:
    def __init__(self):
        self._connection = sqlite3.connect(":memory:")
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("CREATE TABLE agents (id TEXT, status TEXT, legacy_format TEXT)")
        self._connection.executemany("INSERT INTO agents VALUES (?, ?, ?)", _ROWS)

    def query(self, sql):
        return [dict(row) for row in self._connection.execute(sql)]
