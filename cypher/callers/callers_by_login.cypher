// The callers that a login of an OpenID provider belongs to; more than one is a fault of the data.
// param external_id: string
// column caller_id: string
// column kind: string
// column name: string
// column organ: string
// column regions: list<string>
// column roles: list<string>
// column external_id: string
// column owner_id: string
// column country: string
// column made_at: datetime
// column made_by: string
// column disabled_at: datetime
// access: read
MATCH (caller:Caller {external_id: $external_id})
RETURN caller.caller_id AS caller_id, caller.kind AS kind, caller.name AS name, caller.organ AS organ,
  caller.regions AS regions, caller.roles AS roles, caller.external_id AS external_id,
  caller.owner_id AS owner_id, coalesce(caller.country, 'CN') AS country, caller.made_at AS made_at, caller.made_by AS made_by,
  caller.disabled_at AS disabled_at
ORDER BY caller_id
LIMIT 2
