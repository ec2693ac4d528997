// Ends an API key at a moment, names the key that follows it, or revokes it.
// param key_id: string
// param expires_at: datetime
// param replaced_by: string
// param revoked_at: datetime
// access: write
MATCH (key:ApiKey {key_id: $key_id})
SET key.expires_at = $expires_at, key.replaced_by = $replaced_by, key.revoked_at = $revoked_at
