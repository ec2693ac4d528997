// The authorisations these subjects gave, newest first, ended ones too.
// param subject_ids: list<string>
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
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})-[:GRANTS]->(given:Authorisation)
RETURN subject_id, given.authorisation_id AS authorisation_id, given.grantee AS grantee,
  given.grantee_name AS grantee_name, given.purpose AS purpose, given.classes AS classes, given.since AS since,
  given.until AS until, given.recorded_at AS recorded_at, given.revoked_at AS revoked_at
ORDER BY recorded_at DESC, authorisation_id
LIMIT 1000
