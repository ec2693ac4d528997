// The organizations of these names that have a unified social credit code.
// param names: list<string>
// column name: string
// column subject_id: string
// access: read
UNWIND $names AS name
MATCH (body:Subject {name: name})
WHERE body.uscc IS NOT NULL
RETURN name, body.subject_id AS subject_id
