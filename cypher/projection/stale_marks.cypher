// The next subjects whose facts changed since they were projected, and whether each is an organization.
// param after: string
// param size: int
// column subject_id: string
// column at: datetime
// column organization: bool
// access: read
MATCH (mark:StaleMark)
WHERE mark.subject_id > $after
OPTIONAL MATCH (subject:Subject {subject_id: mark.subject_id})
RETURN mark.subject_id AS subject_id, mark.at AS at, coalesce(subject:Organization, false) AS organization
ORDER BY subject_id
LIMIT $size
