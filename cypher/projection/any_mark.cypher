// Whether a subject waits to be projected again.
// column stale: bool
// access: read
OPTIONAL MATCH (mark:StaleMark)
WITH mark LIMIT 1
RETURN mark IS NOT NULL AS stale
