// What is known of these objections.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Objection {objection_id: key})
RETURN key, node {.*, recorded_at: null} AS values
