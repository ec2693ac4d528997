// The organs these callers work for.
// param caller_ids: list<string>
// column caller_id: string
// column organ: string
// access: read
UNWIND $caller_ids AS caller_id
MATCH (caller:Caller {caller_id: caller_id})
RETURN caller_id, caller.organ AS organ
ORDER BY caller_id
