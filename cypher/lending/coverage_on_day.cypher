// What the sources that were loaded by a moment cover on a day: of what "nothing found" can be said.
// param on: date
// param known: datetime
// column coverage_id: string
// column coverage: map
// access: read
MATCH (coverage:Coverage)
WHERE (coverage.since IS NULL OR coverage.since <= $on) AND (coverage.until IS NULL OR $on < coverage.until)
  AND ($known IS NULL OR coverage.loaded_at IS NULL OR coverage.loaded_at <= $known)
RETURN coverage.coverage_id AS coverage_id, coverage {.*} AS coverage
ORDER BY coverage_id
LIMIT 1000
