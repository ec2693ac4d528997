// How many kinds of fact were loaded or asked.
// column number: int
// access: read
MATCH (coverage:Coverage)
RETURN count(coverage) AS number
