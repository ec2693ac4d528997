// Who holds one of these posts in these organizations on a day.
// param subject_ids: list<string>
// param positions: list<string>
// param on: date
// param known: datetime
// column subject_id: string
// column other: string
// column other_labels: list<string>
// column sealed: bool
// column born: date
// column role: map
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})
CALL (subject) {
  MATCH (subject)<-[role:HOLDS|HOLDS_CLOSED]-(other:Subject)
  WHERE coalesce(role.usable, true) AND role.position IN $positions
    AND CASE WHEN $known IS NULL THEN role.superseded_at IS NULL
      ELSE role.recorded_at <= $known AND (role.superseded_at IS NULL OR role.superseded_at > $known) END
    AND (role.since IS NULL OR role.since <= $on)
    AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
      THEN $on < coalesce(role.until_latest, role.until)
      // It is over, though the day is unknown: at the latest when the source showed it as past.
      WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
      ELSE true END
  RETURN role, other
  ORDER BY role.fact_id
  LIMIT 20
}
RETURN subject_id, other.subject_id AS other, labels(other) AS other_labels,
  coalesce(other.minor_sealed, false) AS sealed, other.birth_date AS born, role {.*} AS role
ORDER BY subject_id, role.fact_id
