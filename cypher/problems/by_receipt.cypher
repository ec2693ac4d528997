// The problem of a receipt.
// param receipt: string
// column subject_id: string
// column problem_id: string
// column receipt: string
// column kind: string
// column target: string
// column fact: string
// column candidate_id: string
// column words: string
// column case_ref: string
// column state: string
// column filed_at: datetime
// column closed_at: datetime
// column reason: string
// column sealed: bool
// column born: date
// column filed_by: string
// access: read
MATCH (problem:Problem {receipt: $receipt})<-[:REPORTS]-(me:Subject)
RETURN me.subject_id AS subject_id, problem.problem_id AS problem_id, problem.receipt AS receipt, problem.kind AS kind,
  problem.target AS target, problem.fact AS fact, problem.candidate_id AS candidate_id, problem.words AS words,
  problem.case_ref AS case_ref, problem.state AS state, problem.filed_at AS filed_at,
  problem.closed_at AS closed_at, problem.reason AS reason, coalesce(me.minor_sealed, false) AS sealed,
  me.birth_date AS born, problem.filed_by AS filed_by
