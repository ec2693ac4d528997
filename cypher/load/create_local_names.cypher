// New names of persons known only within a body.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (body:Subject {subject_id: row.body})
MATCH (person:Subject {subject_id: row.person})
CREATE (local:LocalName {key: row.key, name: row.name})
CREATE (local)-[within:WITHIN]->(body)
SET within = row.within, within.recorded_at = $recorded_at
CREATE (local)-[names:NAMES]->(person)
SET names = row.names, names.recorded_at = $recorded_at
RETURN count(*) AS written
