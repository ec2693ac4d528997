// Says of a join of two persons that one of them contests it, or no longer; the old values are kept as a closed version.
// param subject_id: string
// param key: string
// param disputed: bool
// param recorded_at: datetime
// column written: int
// access: write
MATCH (me:Subject {subject_id: $subject_id})-[same:SAME_AS]-(:Person)
WHERE same.fact_id = $key AND coalesce(same.disputed, false) <> $disputed
WITH same, startNode(same) AS origin, endNode(same) AS target
CREATE (origin)-[closed:SAME_AS_CLOSED]->(target)
SET closed = properties(same), closed.superseded_at = $recorded_at
SET same.disputed = $disputed, same.recorded_at = $recorded_at
RETURN count(*) AS written
