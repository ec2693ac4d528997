// Puts on record that an authority approved answers to a caller abroad until a moment; the last word on its term holds.
// param border_id: string
// param caller_id: string
// param number: string
// param until: datetime
// param now: datetime
// param by: string
// column caller_id: string
// column number: string
// column until: datetime
// column recorded_at: datetime
// column recorded_by: string
// column ended_at: datetime
// access: write
MERGE (approval:BorderApproval {border_id: $border_id})
  ON CREATE SET approval.caller_id = $caller_id, approval.number = $number, approval.recorded_at = $now
SET approval.until = $until, approval.recorded_by = $by
REMOVE approval.ended_at, approval.ended_by
RETURN approval.caller_id AS caller_id, approval.number AS number, approval.until AS until,
  approval.recorded_at AS recorded_at, approval.recorded_by AS recorded_by, approval.ended_at AS ended_at
