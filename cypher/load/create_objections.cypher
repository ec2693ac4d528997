// New objections.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Objection)
SET node = row
RETURN count(*) AS written
