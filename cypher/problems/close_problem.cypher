// Closes an open problem, or one passed on, with its outcome and the reason.
// param problem_id: string
// param state: string
// param reason: string
// param closed_by: string
// param recorded_at: datetime
// column written: int
// access: write
MATCH (problem:Problem {problem_id: $problem_id})
WHERE problem.state IN ['OPEN', 'PASSED_ON']
SET problem.state = $state, problem.reason = $reason, problem.closed_by = $closed_by, problem.closed_at = $recorded_at
RETURN count(*) AS written
