// What was loaded or asked, by source and kind of fact: of what "nothing found" can be said.
// param after: string
// param size: int
// column coverage_id: string
// column coverage: map
// access: read
MATCH (coverage:Coverage)
WHERE coverage.coverage_id > $after
RETURN coverage.coverage_id AS coverage_id, coverage {.*} AS coverage
ORDER BY coverage_id
LIMIT $size
