// The provisions of the law as the graph has them.
// column stored: map
// column links: list<string>
// access: read
MATCH (word:Provision)
RETURN word {.*} AS stored, [(word)-[:PART_OF]->(document:Document) | document.code] AS links
ORDER BY word.code
