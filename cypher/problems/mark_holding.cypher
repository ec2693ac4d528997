// Says of a holding that its subject contests it, or no longer; the old values are kept as a closed version.
// param subject_id: string
// param key: string
// param disputed: bool
// param recorded_at: datetime
// column written: int
// access: write
MATCH (me:Subject {subject_id: $subject_id})-[fact:OWNS]->(other)
WHERE fact.fact_id = $key AND coalesce(fact.disputed, false) <> $disputed
CREATE (me)-[closed:OWNS_CLOSED]->(other)
SET closed = properties(fact), closed.superseded_at = $recorded_at
SET fact.disputed = $disputed, fact.recorded_at = $recorded_at
RETURN count(*) AS written
