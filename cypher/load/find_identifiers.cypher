// The subjects that these identifiers name.
// param keys: list<string>
// column key: string
// column subject_id: string
// column sealed: bool
// access: read
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})<-[:IDENTIFIED_BY]-(subject:Subject)
  // Right after a first bulk load Neo4j has not sampled the index yet and may scan it for every key.
  USING INDEX SEEK identifier:Identifier(key)
RETURN key, subject.subject_id AS subject_id, identifier.cipher IS NOT NULL AS sealed
