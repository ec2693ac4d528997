// Stakes of these subjects and what they are declared to control, the largest first.
// param subject_ids: list<string>
// param size: int
// param on: date
// param known: datetime
// column subject_id: string
// column name: string
// column other: string
// column other_name: string
// column other_labels: list<string>
// column sealed: bool
// column born: date
// column kind: string
// column role: map
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})
CALL (subject) {
  MATCH (subject)-[role:OWNS|OWNS_CLOSED|CONTROLS|CONTROLS_CLOSED]->(other:Organization)
  WHERE coalesce(role.usable, true)
    AND CASE WHEN $known IS NULL THEN role.superseded_at IS NULL
      ELSE role.recorded_at <= $known AND (role.superseded_at IS NULL OR role.superseded_at > $known) END
    AND (role.since IS NULL OR role.since <= $on)
    AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
      THEN $on < coalesce(role.until_latest, role.until)
      // It is over, though the day is unknown: at the latest when the source showed it as past.
      WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
      ELSE true END
  // Control first: a list that is cut loses its smallest stakes.
  WITH role, other, CASE WHEN type(role) STARTS WITH 'CONTROLS' THEN 2.0 ELSE coalesce(role.share_max, 1.0) END AS weight
  RETURN role, other, weight
  ORDER BY weight DESC, role.fact_id
  LIMIT $size
}
RETURN subject_id, subject.name AS name, other.subject_id AS other, other.name AS other_name,
  labels(other) AS other_labels, coalesce(other.minor_sealed, false) AS sealed, other.birth_date AS born,
  type(role) AS kind, role {.*} AS role
ORDER BY subject_id, weight DESC, role.fact_id
