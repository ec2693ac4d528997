// The organization with this unified social credit code.
// param uscc: string
// column subject_id: string
// access: read
CALL () {
  MATCH (organization:Organization {uscc: $uscc})
  RETURN organization
  UNION
  MATCH (:Identifier {key: 'USCC:' + $uscc})<-[:IDENTIFIED_BY]-(organization:Organization)
  RETURN organization
}
RETURN organization.subject_id AS subject_id
ORDER BY subject_id
LIMIT 2
