// New links from record to decision.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Record {record_id: row.origin})
MATCH (target:Decision {decision_id: row.target})
CREATE (origin)-[fact:OF]->(target)
SET fact = row.values
RETURN count(*) AS written
