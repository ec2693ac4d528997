// What a subject reported about one thing before, the first report first.
// param subject_id: string
// param kind: string
// param fact: string
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
MATCH (me:Subject {subject_id: $subject_id})-[:REPORTS]->(problem:Problem {kind: $kind, fact: $fact})
RETURN me.subject_id AS subject_id, problem.problem_id AS problem_id, problem.receipt AS receipt, problem.kind AS kind,
  problem.target AS target, problem.fact AS fact, problem.candidate_id AS candidate_id, problem.words AS words,
  problem.case_ref AS case_ref, problem.state AS state, problem.filed_at AS filed_at,
  problem.closed_at AS closed_at, problem.reason AS reason, coalesce(me.minor_sealed, false) AS sealed,
  me.birth_date AS born, problem.filed_by AS filed_by
ORDER BY filed_at, problem_id
