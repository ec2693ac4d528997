// Keeps a new caller.
// param caller: map
// access: write
CREATE (caller:Caller {caller_id: $caller.caller_id})
SET caller += $caller
