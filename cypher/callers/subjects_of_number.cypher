// The persons whom a document number names, at most ten.
// param key: string
// column subject_id: string
// access: read
MATCH (identifier:Identifier {key: $key})<-[known:IDENTIFIED_BY]-(subject:Subject)
WHERE coalesce(known.usable, true) AND known.until IS NULL
RETURN DISTINCT subject.subject_id AS subject_id
ORDER BY subject_id
LIMIT 10
