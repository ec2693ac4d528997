// What a source covers, and when it was last loaded.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MERGE (coverage:Coverage {coverage_id: row.coverage_id})
SET coverage = row
RETURN count(*) AS written
