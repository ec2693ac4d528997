// How near each subject is to a viewer: in its regions, consenting to its organ for a purpose, released to it for its case.
// param subject_ids: list<string>
// param regions: list<string>
// param organ: string
// param grantee: string
// param caller_id: string
// param purpose: string
// param case_ref: string
// param now: datetime
// param today: date
// column subject_id: string
// column in_region: bool
// column consented: list<list<any>>
// column approved: list<list<any>>
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})
CALL (subject) {
  OPTIONAL MATCH (subject)-[role:HOLDS|OWNS|CONTROLS]->(body:Organization)
  // Who left a body is no longer of its region.
  WHERE coalesce(role.usable, true) AND NOT coalesce(role.ended, false)
    AND coalesce($today < coalesce(role.until_latest, role.until), true)
    AND (any(region IN $regions WHERE body.region STARTS WITH region) OR body.supervising_organ = $organ)
  RETURN count(body) > 0 AS through_a_body
}
CALL (subject) {
  OPTIONAL MATCH (subject)-[:GRANTS]->(given:Authorisation)
  WHERE given.grantee = $grantee AND given.purpose = $purpose AND given.since <= $now AND $now < given.until
    AND (given.revoked_at IS NULL OR $now < given.revoked_at)
  RETURN collect(CASE WHEN given IS NOT NULL THEN [given.authorisation_id, given.classes] END) AS consented
}
CALL (subject) {
  OPTIONAL MATCH (subject)<-[:CONCERNS]-(approval:Approval)
  WHERE approval.grantee = $grantee AND approval.requested_by = $caller_id AND approval.purpose = $purpose
    AND approval.case_ref = $case_ref AND approval.approved_at <= $now AND $now < approval.until
    AND (approval.ended_at IS NULL OR $now < approval.ended_at)
  RETURN collect(CASE WHEN approval IS NOT NULL THEN [approval.approval_id, approval.classes] END) AS approved
}
RETURN subject_id,
  through_a_body OR any(region IN $regions WHERE subject.region STARTS WITH region)
    OR coalesce(subject.supervising_organ = $organ, false) AS in_region,
  consented, approved
ORDER BY subject_id
