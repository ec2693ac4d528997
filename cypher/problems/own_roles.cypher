// The role of this id, if it is one of these subjects'.
// param subject_ids: list<string>
// param key: string
// column subject_id: string
// column link: string
// column fact_id: string
// access: read
UNWIND $subject_ids AS subject_id
MATCH (me:Subject {subject_id: subject_id})-[role:HOLDS|OWNS|CONTROLS]->(:Organization)
WHERE coalesce(role.usable, true) AND role.fact_id = $key
RETURN subject_id, type(role) AS link, role.fact_id AS fact_id
ORDER BY subject_id, link
