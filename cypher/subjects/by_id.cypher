// These subjects as they are known now, or as they were known at a moment, with the dated facts about them.
// param subject_ids: list<string>
// param known: datetime
// column subject_id: string
// column labels: list<string>
// column subject: map
// column history: list<map>
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
RETURN subject_id, labels(live) AS labels, CASE WHEN old IS NULL THEN live {.*} ELSE old {.*} END AS subject,
  [(live)<-[:DESCRIBES]-(told:Characteristic)<-[:VERSION_OF*0..1]-(version)
    WHERE CASE WHEN $known IS NULL THEN version.superseded_at IS NULL
      ELSE version.recorded_at <= $known AND (version.superseded_at IS NULL OR version.superseded_at > $known) END
    | version {.*}] AS history
ORDER BY subject_id
