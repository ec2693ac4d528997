// New names of persons known only within a body.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (body:Subject {subject_id: row.body})
MATCH (person:Subject {subject_id: row.person})
CREATE (local:LocalName {key: row.key, name: row.name})
CREATE (local)-[within:WITHIN]->(body)
SET within = row.within
CREATE (local)-[names:NAMES]->(person)
SET names = row.names
RETURN count(*) AS written
