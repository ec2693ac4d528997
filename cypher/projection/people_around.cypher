// The next subjects whom a fact about an organization may reach: who holds, owns, controls, is named in its records or restricted by them.
// param subject_id: string
// param after: string
// param size: int
// column subject_id: string
// access: read
MATCH (organization:Subject {subject_id: $subject_id})
CALL (organization) {
  MATCH (organization)<-[:HOLDS|OWNS|CONTROLS]-(subject:Subject)
  RETURN subject
  UNION
  MATCH (organization)<-[:AGAINST]-(:Record)-[:FINDS_RESPONSIBLE]->(subject:Subject)
  RETURN subject
  UNION
  MATCH (organization)<-[:AGAINST|ON|LISTS]-()<-[:BECAUSE_OF]-(:Restriction)-[:BINDS]->(subject:Subject)
  RETURN subject
}
WITH DISTINCT subject.subject_id AS subject_id
WHERE subject_id > $after
RETURN subject_id
ORDER BY subject_id
LIMIT $size
