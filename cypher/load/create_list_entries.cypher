// New list entries.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:ListEntry)
SET node = row
RETURN count(*) AS written
