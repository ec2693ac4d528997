// People whom a fact about an organization may reach: who holds or controls, or is named in its records.
// param organization: string
// param after: string
// param size: int
// column subject_id: string
// access: read
MATCH (organization:Subject {subject_id: $organization})
CALL (organization) {
  MATCH (organization)<-[:HOLDS|HOLDS_CLOSED|CONTROLS|CONTROLS_CLOSED]-(person:Subject)
  RETURN person
  UNION
  MATCH (organization)<-[:AGAINST]-(:Record)-[:FINDS_RESPONSIBLE]->(person:Subject)
  RETURN person
}
WITH DISTINCT person.subject_id AS subject_id
WHERE subject_id > $after
RETURN subject_id
ORDER BY subject_id
LIMIT $size
