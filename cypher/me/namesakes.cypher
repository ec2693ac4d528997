// Where people of the same name as these subjects, known without a number, hold a post: the place only, at most twenty.
// param subject_ids: list<string>
// column subject_id: string
// column other_id: string
// column name: string
// column region: string
// column org_kinds: list<string>
// access: read
UNWIND $subject_ids AS subject_id
MATCH (me:Subject {subject_id: subject_id})
CALL (me) {
  MATCH (other:Subject {name: me.name})-[role:HOLDS|OWNS|CONTROLS]->(body:Organization)
  WHERE other:Person AND other.subject_id <> me.subject_id AND NOT coalesce(other.identified, false)
    AND coalesce(role.usable, true)
  RETURN DISTINCT other.subject_id AS other_id, body
  ORDER BY body.subject_id, other_id
  LIMIT 20
}
RETURN subject_id, other_id, me.name AS name, body.region AS region, coalesce(body.org_kinds, []) AS org_kinds
ORDER BY name, region, other_id, body.subject_id
LIMIT 20
