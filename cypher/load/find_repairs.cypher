// What is known of these repairs.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Repair {repair_id: key})
RETURN key, node {.*, recorded_at: null} AS values
