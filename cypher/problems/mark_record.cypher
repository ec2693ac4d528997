// Says of a record that somebody contests it, or no longer; the old values are kept as a closed version.
// param key: string
// param disputed: bool
// param recorded_at: datetime
// column written: int
// access: write
MATCH (node:Record {record_id: $key})
WHERE coalesce(node.disputed, false) <> $disputed
CREATE (closed:ClosedRecord)-[:VERSION_OF]->(node)
SET closed = properties(node), closed.superseded_at = $recorded_at
SET node.disputed = $disputed, node.recorded_at = $recorded_at
RETURN count(*) AS written
