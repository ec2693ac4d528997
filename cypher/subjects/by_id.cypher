// These subjects as they are known now, or as they were known at a moment.
// param subject_ids: list<string>
// param known: datetime
// column subject_id: string
// column labels: list<string>
// column subject: map
// access: read
UNWIND $subject_ids AS subject_id
MATCH (live:Subject {subject_id: subject_id})
CALL (live) {
  OPTIONAL MATCH (old:ClosedSubject)-[:VERSION_OF]->(live)
  WHERE $known IS NOT NULL AND old.recorded_at <= $known AND old.superseded_at > $known
  RETURN old
  ORDER BY old.recorded_at DESC
  LIMIT 1
}
WITH subject_id, live, old
WHERE $known IS NULL OR old IS NOT NULL OR live.recorded_at <= $known
RETURN subject_id, labels(live) AS labels, CASE WHEN old IS NULL THEN live {.*} ELSE old {.*} END AS subject
ORDER BY subject_id
