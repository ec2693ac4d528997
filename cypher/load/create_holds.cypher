// New posts.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (origin:Subject {subject_id: row.origin})
MATCH (target:Subject {subject_id: row.target})
CREATE (origin)-[fact:HOLDS]->(target)
SET fact = row.values
RETURN count(*) AS written
