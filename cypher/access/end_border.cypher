// Ends from now on every approval under which answers go to a caller abroad.
// param caller_id: string
// param now: datetime
// param by: string
// column caller_id: string
// column number: string
// column until: datetime
// column recorded_at: datetime
// column recorded_by: string
// column ended_at: datetime
// access: write
MATCH (approval:BorderApproval {caller_id: $caller_id})
WHERE approval.ended_at IS NULL
SET approval.ended_at = $now, approval.ended_by = $by
RETURN approval.caller_id AS caller_id, approval.number AS number, approval.until AS until,
  approval.recorded_at AS recorded_at, approval.recorded_by AS recorded_by, approval.ended_at AS ended_at
ORDER BY number
