// New repairs.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Repair)
SET node = row
RETURN count(*) AS written
