// What is known of these sanctions.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Sanction {sanction_id: key})
RETURN key, node {.*, recorded_at: null} AS values
