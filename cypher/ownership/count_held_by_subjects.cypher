// How many: What these subjects own or control.
// param pages: list<map>
// param choice: string
// param on: date
// param known: datetime
// column place: int
// column number: int
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject) {
  MATCH (subject)-[role:OWNS|OWNS_CLOSED|CONTROLS|CONTROLS_CLOSED]->(other:Organization)
  WHERE coalesce(role.usable, true)
    AND CASE WHEN $known IS NULL THEN role.superseded_at IS NULL
      ELSE role.recorded_at <= $known AND (role.superseded_at IS NULL OR role.superseded_at > $known) END
    AND CASE WHEN $choice = 'ALL' THEN true ELSE ($choice = 'CURRENT') = (
      (role.since IS NULL OR role.since <= $on)
      AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
        THEN $on < coalesce(role.until_latest, role.until)
        // It is over, though the day is unknown: at the latest when the source showed it as past.
        WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
        ELSE true END) END
  RETURN count(role) AS number
}
RETURN page.place AS place, number
ORDER BY place
