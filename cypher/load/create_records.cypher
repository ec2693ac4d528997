// New records.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Record)
SET node = row
RETURN count(*) AS written
