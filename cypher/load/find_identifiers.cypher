// The subjects that these identifiers name.
// param keys: list<string>
// column key: string
// column subject_id: string
// access: read
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})<-[:IDENTIFIED_BY]-(subject:Subject)
RETURN key, subject.subject_id AS subject_id
