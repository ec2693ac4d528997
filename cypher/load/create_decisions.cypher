// New decisions.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Decision)
SET node = row
RETURN count(*) AS written
