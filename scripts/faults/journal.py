"""Reads the journal with nothing of the product's own code, and holds it against the PBX's call detail records."""

import collections
import csv
import io
import pathlib
import sqlite3
import subprocess
from dataclasses import dataclass

# The columns of Master.csv with everything that cdr.conf can switch on.
MASTER_CSV = (
    "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end "
    "duration billsec disposition amaflags uniqueid userfield peeraccount linkedid sequence"
).split()

# What is compared: all that the Cdr event can carry.
CDR_FIELDS = [field for field in MASTER_CSV if field != "peeraccount"]


class SQLiteJournal:
    def __init__(self, path: pathlib.Path):
        self.path = path

    def query(self, sql):
        database = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)
        try:
            return [tuple("" if value is None else str(value) for value in row) for row in database.execute(sql)]
        finally:
            database.close()


class PostgreSQLJournal:
    def __init__(self, connection: str):
        self.connection = connection

    def query(self, sql):
        command = ["psql", "--no-psqlrc", "--csv", "--tuples-only", "--command", sql, self.connection]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        return [tuple(row) for row in csv.reader(io.StringIO(output, newline=""))]


def open_calls(journal):
    return int(journal.query("SELECT count(*) FROM calls WHERE ended_at IS NULL AND merged_into IS NULL")[0][0])


def cdr_count(journal):
    return int(journal.query("SELECT count(*) FROM cdrs")[0][0])


def copied_cdrs(journal):
    """As many tuples in the order of CDR_FIELDS as there are rows."""
    columns = ", ".join(f'"{field}"' for field in CDR_FIELDS)
    return journal.query(f"SELECT {columns} FROM cdrs")


def calls_of_linkedids(journal):
    """Which calls have a Linkedid, as their own or by a merge; a call that became part of another is that other."""
    pairs = journal.query(
        "SELECT linkedid, COALESCE(merged_into, id) FROM calls "
        "UNION SELECT part.linkedid, COALESCE(calls.merged_into, calls.id) "
        "FROM call_linkedids AS part JOIN calls ON calls.id = part.call_id"
    )
    calls = collections.defaultdict(set)
    for linkedid, call in pairs:
        calls[linkedid].add(call)
    return calls


def wrongly_marked_calls(journal):
    """Calls that say they have a CDR row and have none, or the other way round."""
    rows = journal.query(
        "SELECT linkedid FROM calls WHERE merged_into IS NULL "
        "AND (has_cdr = 1) <> EXISTS (SELECT 1 FROM cdrs WHERE cdrs.call_id = calls.id)"
    )
    return [linkedid for (linkedid,) in rows]


def pbx_cdrs(path: pathlib.Path):
    """The same tuples from the PBX's own file, which has no header."""
    places = [MASTER_CSV.index(field) for field in CDR_FIELDS]
    with open(path, newline="", encoding="utf-8", errors="replace") as file:
        return [tuple(row[place] for place in places) for row in csv.reader(file)]


@dataclass
class Comparison:
    """What the journal has of what the PBX recorded."""

    DIFFERENCES = ("missing_cdrs", "surplus_cdrs", "missing_calls", "repeated_calls", "wrongly_marked_calls")

    cdrs: int
    missing_cdrs: list
    surplus_cdrs: list
    calls: int
    missing_calls: list
    repeated_calls: list
    wrongly_marked_calls: list
    open_calls: int

    @property
    def is_equal(self):
        return not self.open_calls and not any(getattr(self, difference) for difference in self.DIFFERENCES)

    def __str__(self):
        lines = [
            f"CDR rows of the PBX                  {self.cdrs:8}",
            f"  not in the journal                 {len(self.missing_cdrs):8}",
            f"  in the journal only, or twice      {len(self.surplus_cdrs):8}",
            f"Linkedids in the PBX's CDRs          {self.calls:8}",
            f"  without a call in the journal      {len(self.missing_calls):8}",
            f"  with more than one                 {len(self.repeated_calls):8}",
            f"calls wrongly marked as to CDR rows  {len(self.wrongly_marked_calls):8}",
            f"calls left open                      {self.open_calls:8}",
        ]
        for difference in self.DIFFERENCES:
            lines += [f"{difference}: {example}" for example in getattr(self, difference)[:3]]
        return "\n".join(lines)


def compare(cdr_file, journal):
    recorded = collections.Counter(pbx_cdrs(cdr_file))
    copied = collections.Counter(copied_cdrs(journal))
    calls = calls_of_linkedids(journal)
    linkedids = sorted({row[CDR_FIELDS.index("linkedid")] for row in recorded})
    return Comparison(
        cdrs=recorded.total(),
        missing_cdrs=list((recorded - copied).elements()),
        surplus_cdrs=list((copied - recorded).elements()),
        calls=len(linkedids),
        missing_calls=[linkedid for linkedid in linkedids if not calls[linkedid]],
        repeated_calls=[linkedid for linkedid in linkedids if len(calls[linkedid]) > 1],
        wrongly_marked_calls=wrongly_marked_calls(journal),
        open_calls=open_calls(journal),
    )
