// Every approval of answers that leave the country, those that ended too.
// column caller_id: string
// column number: string
// column until: datetime
// column recorded_at: datetime
// column recorded_by: string
// column ended_at: datetime
// access: read
MATCH (approval:BorderApproval)
RETURN approval.caller_id AS caller_id, approval.number AS number, approval.until AS until,
  approval.recorded_at AS recorded_at, approval.recorded_by AS recorded_by, approval.ended_at AS ended_at
ORDER BY caller_id, number
LIMIT 1000
