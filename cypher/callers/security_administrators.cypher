// The callers who can give rights at this moment: by a login or by a key that is valid.
// param now: datetime
// column caller_id: string
// access: read
MATCH (caller:Caller)
WHERE 'SECURITY_ADMINISTRATOR' IN caller.roles AND caller.disabled_at IS NULL
OPTIONAL MATCH (key:ApiKey)-[:KEY_OF]->(caller)
WITH caller, key
WHERE caller.external_id IS NOT NULL
  OR (key.revoked_at IS NULL AND key.expires_at > $now AND 'SECURITY_ADMINISTRATOR' IN key.roles)
RETURN DISTINCT caller.caller_id AS caller_id
ORDER BY caller_id
LIMIT 1000
