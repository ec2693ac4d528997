// Ends an authorisation that one of these subjects gave, from now on; one that was ended before keeps its end.
// law: 个人信息保护法 (第十五条)
// param subject_ids: list<string>
// param authorisation_id: string
// param now: datetime
// param revoked_by: string
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
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})-[:GRANTS]->(given:Authorisation {authorisation_id: $authorisation_id})
SET given.revoked_by = CASE WHEN given.revoked_at IS NULL THEN $revoked_by ELSE given.revoked_by END
SET given.revoked_at = coalesce(given.revoked_at, $now)
RETURN subject_id, given.authorisation_id AS authorisation_id, given.grantee AS grantee,
  given.grantee_name AS grantee_name, given.purpose AS purpose, given.classes AS classes, given.since AS since,
  given.until AS until, given.recorded_at AS recorded_at, given.revoked_at AS revoked_at
