// The persons known by these names within their bodies, with the keys under which sources know them.
// param keys: list<string>
// column key: string
// column subject_id: string
// column source: string
// column source_keys: list<string>
// access: read
UNWIND $keys AS key
MATCH (local:LocalName {key: key})-[:NAMES]->(person:Subject)
  // Right after a first bulk load Neo4j has not sampled the index yet and may scan it for every key.
  USING INDEX SEEK local:LocalName(key)
RETURN key, person.subject_id AS subject_id, person.source AS source,
  [(person)-[:IDENTIFIED_BY]->(known:Identifier) WHERE known.scheme = 'SOURCE' | known.key] AS source_keys
