// New public institutions, with all their labels from the start.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
CREATE (subject:Subject:Organization:PublicInstitution)
SET subject = row, subject.recorded_at = $recorded_at
RETURN count(*) AS written
