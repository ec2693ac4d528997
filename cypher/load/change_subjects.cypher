// Subjects whose values changed: the old ones are kept as a closed version.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (subject:Subject {subject_id: row.subject_id})
CREATE (closed:ClosedSubject)-[:VERSION_OF]->(subject)
SET closed = properties(subject), closed.superseded_at = $recorded_at
SET subject = row, subject.recorded_at = $recorded_at
RETURN count(*) AS written
