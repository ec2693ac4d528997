// Gives a caller exactly these roles.
// param caller_id: string
// param roles: list<string>
// access: write
MATCH (caller:Caller {caller_id: $caller_id})
SET caller.roles = $roles
