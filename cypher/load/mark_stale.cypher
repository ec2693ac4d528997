// Marks subjects whose restrictions must be projected again.
// param subject_ids: list<string>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $subject_ids AS subject_id
MERGE (mark:StaleMark {subject_id: subject_id})
SET mark.at = $recorded_at
RETURN count(*) AS written
