// The API key of this id with its caller.
// param key_id: string
// column key_id: string
// column secret_hash: string
// column roles: list<string>
// column scopes: list<string>
// column made_at: datetime
// column made_by: string
// column expires_at: datetime
// column revoked_at: datetime
// column replaced_by: string
// column last_used_on: date
// column caller: map
// access: read
MATCH (key:ApiKey {key_id: $key_id})-[:KEY_OF]->(caller:Caller)
RETURN key.key_id AS key_id, key.secret_hash AS secret_hash, key.roles AS roles, key.scopes AS scopes,
  key.made_at AS made_at, key.made_by AS made_by, key.expires_at AS expires_at,
  key.revoked_at AS revoked_at, key.replaced_by AS replaced_by, key.last_used_on AS last_used_on,
  caller {.*} AS caller
