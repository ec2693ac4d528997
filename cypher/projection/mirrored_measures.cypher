// The measures of the law as the graph has them.
// column stored: map
// column links: list<string>
// access: read
MATCH (word:Measure)
RETURN word {.*} AS stored, [(word)-[:CITES]->(provision:Provision) | provision.code] AS links
ORDER BY word.code
