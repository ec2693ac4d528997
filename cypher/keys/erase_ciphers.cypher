// Takes the ciphertexts from the identifiers of a subject and marks them as erased; no row where there is no such subject.
// param subject_id: string
// param schemes: list<string>
// column subject_id: string
// column identifiers: int
// access: write
MATCH (subject:Subject {subject_id: $subject_id})
OPTIONAL MATCH (subject)-[:IDENTIFIED_BY]->(identifier:Identifier)
WHERE identifier.scheme IN $schemes
SET identifier.problem = 'ERASED', identifier.cipher = null
RETURN subject.subject_id AS subject_id, count(identifier) AS identifiers
