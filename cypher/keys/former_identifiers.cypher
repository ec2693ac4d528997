// Personal identifiers whose keyed hash is not under the newest key, with what is needed to make it anew.
// param schemes: list<string>
// param tag: string
// column key: string
// column scheme: string
// column cipher: string
// column erased: bool
// column subject_id: string
// access: read
MATCH (identifier:Identifier)<-[:IDENTIFIED_BY]-(subject:Subject)
WHERE identifier.scheme IN $schemes AND NOT identifier.key STARTS WITH identifier.scheme + ':' + $tag
RETURN identifier.key AS key, identifier.scheme AS scheme, identifier.cipher AS cipher,
  coalesce(identifier.problem, '') = 'ERASED' AS erased, subject.subject_id AS subject_id
