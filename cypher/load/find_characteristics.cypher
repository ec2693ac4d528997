// What is known of these dated facts about organizations.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Characteristic {characteristic_id: key})
  // Right after a first bulk load Neo4j has not sampled the index yet and may scan it for every key.
  USING INDEX SEEK node:Characteristic(characteristic_id)
RETURN key, node {.*, recorded_at: null} AS values
