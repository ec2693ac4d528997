// People who hold or control an applicant on a day, in the order of their ids.
// param organization: string
// param on: date
// param size: int
// column subject_id: string
// access: read
MATCH (organization:Subject {subject_id: $organization})<-[role:HOLDS|HOLDS_CLOSED|CONTROLS|CONTROLS_CLOSED]-(person:Subject)
WHERE coalesce(role.usable, true)
  AND (role.since IS NULL OR role.since <= $on)
  AND (role.until IS NULL OR $on < coalesce(role.until_latest, role.until))
RETURN DISTINCT person.subject_id AS subject_id
ORDER BY subject_id
LIMIT $size
