// Keeps the authorisation that a subject gives; one already kept under this id is returned as it is.
// law: 国办发〔2020〕49号 (十四)
// param subject_id: string
// param authorisation_id: string
// param grantee: string
// param purpose: string
// param classes: list<string>
// param since: datetime
// param until: datetime
// param now: datetime
// param granted_by: string
// column subject_id: string
// column authorisation_id: string
// column grantee: string
// column grantee_name: string
// column purpose: string
// column classes: list<string>
// column since: datetime
// column until: datetime
// column recorded_at: datetime
// column revoked_at: datetime
// access: write
MATCH (subject:Subject {subject_id: $subject_id})
CALL () {
  OPTIONAL MATCH (organ:Organization {uscc: $grantee})
  RETURN organ.name AS found
  LIMIT 1
}
MERGE (given:Authorisation {authorisation_id: $authorisation_id})
  ON CREATE SET given.grantee = $grantee, given.grantee_name = found, given.purpose = $purpose,
    given.classes = $classes, given.since = $since, given.until = $until, given.granted_by = $granted_by,
    given.recorded_at = $now
MERGE (subject)-[:GRANTS]->(given)
RETURN subject.subject_id AS subject_id, given.authorisation_id AS authorisation_id, given.grantee AS grantee,
  given.grantee_name AS grantee_name, given.purpose AS purpose, given.classes AS classes, given.since AS since,
  given.until AS until, given.recorded_at AS recorded_at, given.revoked_at AS revoked_at
