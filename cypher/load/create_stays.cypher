// New links between decisions (stays).
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Decision {decision_id: row.origin})
MATCH (target:Decision {decision_id: row.target})
CREATE (origin)-[fact:STAYS]->(target)
SET fact = row.values
RETURN count(*) AS written
