// Keeps what an officer asks a second one to release; one already kept under this id is returned as it is.
// law: 个人信息保护法 (第五十一条); 国办发〔2020〕49号 (十四)
// param approval_id: string
// param values: map
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
MERGE (approval:Approval {approval_id: $approval_id})
  ON CREATE SET approval += $values
RETURN approval.approval_id AS approval_id, approval.grantee AS grantee, approval.requested_by AS requested_by,
  approval.requested_at AS requested_at, approval.reason AS reason, approval.purpose AS purpose,
  approval.case_ref AS case_ref, approval.classes AS classes, approval.subject_ids AS subject_ids,
  approval.days AS days, approval.approved_by AS approved_by, approval.approved_at AS approved_at,
  approval.until AS until, approval.refused_by AS refused_by, approval.refused_at AS refused_at,
  approval.refusal AS refusal, approval.ended_by AS ended_by, approval.ended_at AS ended_at
