// Keeps the hash of a new secret for the first run, or voids the secret there was.
// param secret_hash: string
// param expires_at: datetime
// param used_at: datetime
// access: write
MERGE (run:FirstRun {name: 'first'})
SET run.secret_hash = $secret_hash, run.expires_at = $expires_at, run.used_at = $used_at
