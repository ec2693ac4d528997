// The approvals on record under which answers may go to a caller abroad at a moment.
// law: 个人信息保护法 (第三十八条、第四十一条); 征信业管理条例 (第二十四条)
// param caller_id: string
// param now: datetime
// column number: string
// access: read
MATCH (approval:BorderApproval {caller_id: $caller_id})
WHERE approval.recorded_at <= $now AND $now < approval.until
  AND (approval.ended_at IS NULL OR $now < approval.ended_at)
RETURN approval.number AS number
ORDER BY number
