// Subjects whose names match, best first, of one kind and region if wanted.
// param index: string
// param text: string
// param kind: string
// param region: string
// param score: float
// param after: string
// param size: int
// column subject_id: string
// column score: float
// access: read
CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score
WITH node AS subject, score
WHERE ($kind IS NULL OR $kind IN labels(subject))
  AND ($region IS NULL OR subject.region STARTS WITH $region
    // A person is where the bodies are that the person holds posts or shares in.
    OR EXISTS { (subject)-[:HOLDS|OWNS|CONTROLS]->(body:Organization) WHERE body.region STARTS WITH $region })
  AND ($score IS NULL OR score < $score OR (score = $score AND subject.subject_id > $after))
RETURN subject.subject_id AS subject_id, score
ORDER BY score DESC, subject_id
LIMIT $size
