// A further person of a name already known within the body, which makes the name ambiguous there.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (local:LocalName {key: row.key})
MATCH (person:Subject {subject_id: row.person})
CREATE (local)-[names:NAMES]->(person)
SET names = row.names, names.recorded_at = $recorded_at
RETURN count(*) AS written
