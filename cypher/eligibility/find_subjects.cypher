// The subjects that each reference may mean: by identifier, or by name within a body.
// param refs: list<map>
// column place: int
// column subject_ids: list<string>
// column names: list<string>
// column body_id: string
// column named: list<list<any>>
// access: read
UNWIND $refs AS ref
CALL (ref) {
  MATCH (identifier:Identifier {key: ref.key})<-[known:IDENTIFIED_BY]-(subject:Subject)
  WHERE coalesce(known.usable, true)
  RETURN collect(DISTINCT subject.subject_id) AS subject_ids, collect(DISTINCT subject.name) AS names
}
WITH ref, subject_ids, names,
  CASE WHEN ref.body <> '' THEN ref.body WHEN ref.name <> '' THEN head(subject_ids) END AS body_id
WITH ref, subject_ids, names, body_id, coalesce(body_id, '') + '|' + ref.name AS local_key
CALL (local_key) {
  MATCH (local:LocalName {key: local_key})-[naming:NAMES]->(person:Subject)
  WHERE coalesce(naming.usable, true)
  RETURN collect(DISTINCT person.subject_id) AS local_ids
}
CALL (ref, body_id) {
  WITH ref, body_id WHERE ref.name <> ''
  MATCH (body:Subject {subject_id: coalesce(body_id, '')})
  MATCH (body)<-[role:HOLDS|OWNS|CONTROLS]-(person:Subject)
  WHERE person.name = ref.name AND coalesce(role.usable, true)
  RETURN collect(DISTINCT [person.subject_id, role.position]) AS holders
}
RETURN ref.place AS place, subject_ids, names, body_id,
  holders + [local IN local_ids | [local, null]] AS named
ORDER BY place
