// New dated facts about organizations.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
CREATE (node:Characteristic)
SET node = row, node.recorded_at = $recorded_at
RETURN count(*) AS written
