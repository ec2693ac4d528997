// New links from objection to record.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Objection {objection_id: row.origin})
MATCH (target:Record {record_id: row.target})
CREATE (origin)-[fact:CONTESTS]->(target)
SET fact = row.values, fact.recorded_at = $recorded_at
RETURN count(*) AS written
