// Keeps a new API key of a caller.
// param caller_id: string
// param key: map
// access: write
MATCH (caller:Caller {caller_id: $caller_id})
CREATE (key:ApiKey {key_id: $key.key_id})-[:KEY_OF]->(caller)
SET key += $key
