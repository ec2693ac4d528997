// New links from dated fact to organization.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Characteristic {characteristic_id: row.origin})
MATCH (target:Subject {subject_id: row.target})
CREATE (origin)-[fact:DESCRIBES]->(target)
SET fact = row.values, fact.recorded_at = $recorded_at
RETURN count(*) AS written
