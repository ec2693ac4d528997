// What is known of these list entries.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:ListEntry {entry_id: key})
RETURN key, node {.*, recorded_at: null} AS values
