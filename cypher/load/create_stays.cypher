// New links between decisions (stays).
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Decision {decision_id: row.origin})
MATCH (target:Decision {decision_id: row.target})
CREATE (origin)-[fact:STAYS]->(target)
SET fact = row.values, fact.recorded_at = $recorded_at
RETURN count(*) AS written
