// Restrictions that bind nobody: no projection writes such a thing.
// param size: int
// column restriction_id: string
// access: read
MATCH (restriction:Restriction)
WHERE NOT EXISTS { (restriction)-[:BINDS]->(:Subject) }
RETURN restriction.restriction_id AS restriction_id
ORDER BY restriction_id
LIMIT $size
