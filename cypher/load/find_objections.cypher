// What is known of these objections.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Objection {objection_id: key})
  // Right after a first bulk load Neo4j has not sampled the index yet and may scan it for every key.
  USING INDEX SEEK node:Objection(objection_id)
RETURN key, node {.*, recorded_at: null} AS values
