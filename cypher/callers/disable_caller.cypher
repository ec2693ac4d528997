// Shuts a caller out; its keys fall with it.
// param caller_id: string
// param now: datetime
// access: write
MATCH (caller:Caller {caller_id: $caller_id})
SET caller.disabled_at = $now
