// Gives identifiers the keyed hash under the newest key; one that has moved already is left alone.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (identifier:Identifier {key: row.key})
SET identifier.key = row.newest
RETURN count(*) AS written
