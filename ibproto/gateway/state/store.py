"""The state file: bytes by kind and number, changed all together or not at all.

It is a SQLite database. What `save` has written survives the end of the process, however it ends. (A loss of power may
take the last moments with it; the file stays whole.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

FORMAT = 1
PATIENCE = 0.5  # seconds for another process to let go of the file
SETUP = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "BEGIN EXCLUSIVE",
    "CREATE TABLE IF NOT EXISTS state (kind TEXT, number INTEGER, value BLOB, PRIMARY KEY (kind, number))",
    "COMMIT",
)

Row = tuple[str, int, bytes]


class StateError(ValueError):
    """The state file cannot be used; the text says what to do."""


class Store:
    """An open state file; of one process at a time."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            for statement in SETUP:
                self._db.execute(statement)
            (written,) = self._db.execute("PRAGMA user_version").fetchone()
            self._db.execute(f"PRAGMA user_version = {FORMAT}")
        except sqlite3.Error as problem:
            raise StateError(
                f"{path} cannot be used as a state file: {problem}; does another gateway use it?"
            ) from None
        if written not in (0, FORMAT):
            self.close()
            raise StateError(f"{path} has format {written}, this version reads format {FORMAT}; use another file")

    def save(self, rows: Iterable[Row]) -> None:
        """Set values; all of them, or none when it raises StateError."""
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as problem:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StateError(f"the state cannot be written to {self.path}: {problem}; make room for it") from problem

    def get(self, kind: str, number: int = 0) -> bytes | None:
        """One value."""
        row = self._db.execute("SELECT value FROM state WHERE kind = ? AND number = ?", (kind, number)).fetchone()
        return None if row is None else bytes(row[0])

    def all(self, kind: str) -> Iterator[tuple[int, bytes]]:
        """The values of a kind with their numbers, in order."""
        query = "SELECT number, value FROM state WHERE kind = ? ORDER BY number"
        yield from self._db.execute(query, (kind,)).fetchall()

    def drop(self, kind: str) -> None:
        """Forget the values of a kind."""
        self._db.execute("DELETE FROM state WHERE kind = ?", (kind,))

    def close(self) -> None:
        self._db.close()
