// New sanctions.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Sanction)
SET node = row
RETURN count(*) AS written
