// Posts whose values changed: the old ones are kept as a closed version.
// param fact_ids: list<string>
// param values: map
// param recorded_at: datetime
// column written: int
// access: write
MATCH (origin)-[fact:HOLDS]->(target)
WHERE fact.fact_id IN $fact_ids
CREATE (origin)-[closed:HOLDS_CLOSED]->(target)
SET closed = properties(fact), closed.superseded_at = $recorded_at
WITH fact, $values[fact.fact_id] AS current
SET fact = current, fact.recorded_at = $recorded_at
RETURN count(*) AS written
