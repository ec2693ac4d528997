// New links from decision to organ.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Decision {decision_id: row.origin})
MATCH (target:Subject {subject_id: row.target})
CREATE (origin)-[fact:ISSUED_BY]->(target)
SET fact = row.values
RETURN count(*) AS written
