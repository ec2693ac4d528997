// New identifiers, each of one subject.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (subject:Subject {subject_id: row.subject_id})
CREATE (identifier:Identifier)
SET identifier = row.identifier
CREATE (subject)-[link:IDENTIFIED_BY]->(identifier)
SET link = row.link, link.recorded_at = $recorded_at
RETURN count(*) AS written
