// How many subjects a search finds.
// param index: string
// param text: string
// param kind: string
// param region: string
// column number: int
// access: read
CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score
WITH node AS subject
WHERE ($kind IS NULL OR $kind IN labels(subject))
  AND ($region IS NULL OR subject.region STARTS WITH $region
    OR EXISTS { (subject)-[:HOLDS|OWNS|CONTROLS]->(body:Organization) WHERE body.region STARTS WITH $region })
RETURN count(subject) AS number
