// Releases what was asked for until a moment, where nobody decided yet.
// param approval_id: string
// param by: string
// param now: datetime
// param until: datetime
// column approval_id: string
// column grantee: string
// column requested_by: string
// column requested_at: datetime
// column reason: string
// column purpose: string
// column case_ref: string
// column classes: list<string>
// column subject_ids: list<string>
// column days: int
// column approved_by: string
// column approved_at: datetime
// column until: datetime
// column refused_by: string
// column refused_at: datetime
// column refusal: string
// column ended_by: string
// column ended_at: datetime
// access: write
MATCH (approval:Approval {approval_id: $approval_id})
  // Writing first takes the lock, so that of two who decide at once the second sees what the first decided.
  SET approval.taken = true
WITH approval
WHERE approval.approved_at IS NULL AND approval.refused_at IS NULL AND approval.ended_at IS NULL
SET approval.approved_by = $by, approval.approved_at = $now, approval.until = $until
WITH approval
CALL (approval) {
  UNWIND approval.subject_ids AS subject_id
  MATCH (subject:Subject {subject_id: subject_id})
  MERGE (approval)-[:CONCERNS]->(subject)
  RETURN count(*) AS concerned
}
RETURN approval.approval_id AS approval_id, approval.grantee AS grantee, approval.requested_by AS requested_by,
  approval.requested_at AS requested_at, approval.reason AS reason, approval.purpose AS purpose,
  approval.case_ref AS case_ref, approval.classes AS classes, approval.subject_ids AS subject_ids,
  approval.days AS days, approval.approved_by AS approved_by, approval.approved_at AS approved_at,
  approval.until AS until, approval.refused_by AS refused_by, approval.refused_at AS refused_at,
  approval.refusal AS refusal, approval.ended_by AS ended_by, approval.ended_at AS ended_at
