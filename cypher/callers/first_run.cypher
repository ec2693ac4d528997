// The secret of the first run, as its hash.
// column secret_hash: string
// column expires_at: datetime
// column used_at: datetime
// access: read
MATCH (run:FirstRun {name: 'first'})
RETURN run.secret_hash AS secret_hash, run.expires_at AS expires_at, run.used_at AS used_at
