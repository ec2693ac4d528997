// Who owns or controls these organizations, oldest first.
// param pages: list<map>
// param size: int
// param choice: string
// param on: date
// param known: datetime
// column place: int
// column sort: string
// column kind: string
// column other: string
// column role: map
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject, page) {
  MATCH (subject)<-[role:OWNS|OWNS_CLOSED|CONTROLS|CONTROLS_CLOSED]-(other:Subject)
  WITH role, other, coalesce(toString(role.since), '') + '|' + role.fact_id AS sort, page
  WHERE sort > page.after AND coalesce(role.usable, true)
    AND CASE WHEN $known IS NULL THEN role.superseded_at IS NULL
      ELSE role.recorded_at <= $known AND (role.superseded_at IS NULL OR role.superseded_at > $known) END
    AND CASE WHEN $choice = 'ALL' THEN true ELSE ($choice = 'CURRENT') = (
      (role.since IS NULL OR role.since <= $on)
      AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
        THEN $on < coalesce(role.until_latest, role.until)
        // It is over, though the day is unknown: at the latest when the source showed it as past.
        WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
        ELSE true END) END
  RETURN role, other, sort
  ORDER BY sort
  LIMIT $size
}
RETURN page.place AS place, sort, type(role) AS kind, other.subject_id AS other, role {.*} AS role
ORDER BY place, sort
