// What is known of these decisions.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:Decision {decision_id: key})
RETURN key, node {.*, recorded_at: null} AS values
