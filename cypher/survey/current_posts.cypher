// Every office that the graph shows as held and not ended, one row a post.
// column person: string
// column body: string
// column position: string
// access: read
MATCH (person:Person)-[post:HOLDS]->(body:Organization)
WHERE coalesce(post.ended, false) = false
  AND post.until IS NULL
  AND coalesce(post.usable, true)
RETURN person.subject_id AS person, body.subject_id AS body, post.position AS position
