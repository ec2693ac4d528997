// New links from objection to its author.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Objection {objection_id: row.origin})
MATCH (target:Subject {subject_id: row.target})
CREATE (origin)-[fact:BY]->(target)
SET fact = row.values
RETURN count(*) AS written
