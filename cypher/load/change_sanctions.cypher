// Sanctions whose values changed: the old ones are kept as a closed version.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (node:Sanction {sanction_id: row.sanction_id})
CREATE (closed:ClosedSanction)-[:VERSION_OF]->(node)
SET closed = properties(node), closed.superseded_at = $recorded_at
SET node = row, node.recorded_at = $recorded_at
RETURN count(*) AS written
