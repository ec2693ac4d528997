// How many hold, own or control an organization or did, or are among further subjects.
// param organization: string
// param further: list<string>
// param known: datetime
// column number: int
// access: read
MATCH (organization:Subject {subject_id: $organization})
CALL (organization) {
  MATCH (organization)<-[role:HOLDS|OWNS|CONTROLS|HOLDS_CLOSED|OWNS_CLOSED|CONTROLS_CLOSED]-(person:Subject)
  WHERE coalesce(role.usable, true) AND CASE WHEN $known IS NULL THEN role.superseded_at IS NULL
    ELSE coalesce(role.recorded_at, $known) <= $known AND (role.superseded_at IS NULL OR role.superseded_at > $known) END
  RETURN person
  UNION
  UNWIND $further AS subject_id
  MATCH (person:Subject {subject_id: subject_id})
  RETURN person
}
RETURN count(DISTINCT person.subject_id) AS number
