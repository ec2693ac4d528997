// Restrictions whose values changed while what they rest on stayed the same.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (restriction:Restriction {restriction_id: row.restriction_id})
SET restriction = row.stored
RETURN count(*) AS written
