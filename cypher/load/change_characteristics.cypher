// Dated facts about organizations whose values changed: the old ones are kept as a closed version.
// param rows: list<map>
// param recorded_at: datetime
// column written: int
// access: write
UNWIND $rows AS row
MATCH (node:Characteristic {characteristic_id: row.characteristic_id})
CREATE (closed:ClosedCharacteristic)-[:VERSION_OF]->(node)
SET closed = properties(node), closed.superseded_at = $recorded_at
SET node = row, node.recorded_at = $recorded_at
RETURN count(*) AS written
