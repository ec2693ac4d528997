// What is known of these list entries.
// param keys: list<string>
// column key: string
// column values: map
// access: read
UNWIND $keys AS key
MATCH (node:ListEntry {entry_id: key})
RETURN key, properties(node) AS values
