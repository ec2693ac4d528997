// The documents of the law as the graph has them.
// column stored: map
// column links: list<string>
// access: read
MATCH (word:Document)
RETURN word {.*} AS stored, [] AS links
ORDER BY word.code
