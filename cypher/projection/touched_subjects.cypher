// The next subjects that something may restrict or already restricts, in the order of their ids.
// param after: string
// param size: int
// column subject_id: string
// access: read
MATCH (subject:Subject)
WHERE subject.subject_id > $after
  AND (
    EXISTS { (subject)<-[:BINDS]-(:Restriction) }
    OR EXISTS { (subject)<-[:AGAINST|ON|LISTS|FINDS_RESPONSIBLE]-() }
    OR EXISTS { (subject)-[:HOLDS|OWNS|CONTROLS]->(:Organization)<-[:AGAINST|ON|LISTS]-() }
  )
RETURN subject.subject_id AS subject_id
ORDER BY subject_id
LIMIT $size
