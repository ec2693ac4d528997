// The problems in one state that subjects within the reach of an officer reported, the oldest first.
// param state: string
// param everywhere: bool
// param regions: list<string>
// param organ: string
// param after: datetime
// param after_id: string
// param limit: int
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
MATCH (problem:Problem {state: $state})<-[:REPORTS]-(me:Subject)
WHERE $everywhere OR coalesce(me.supervising_organ = $organ, false)
  OR any(region IN $regions WHERE me.region STARTS WITH region)
  OR EXISTS {
    MATCH (me)-[role:HOLDS|OWNS|CONTROLS]->(body:Organization)
    WHERE coalesce(role.usable, true)
      AND (any(region IN $regions WHERE body.region STARTS WITH region) OR body.supervising_organ = $organ)
  }
WITH problem, me
WHERE $after IS NULL OR problem.filed_at > $after OR (problem.filed_at = $after AND problem.problem_id > $after_id)
RETURN me.subject_id AS subject_id, problem.problem_id AS problem_id, problem.receipt AS receipt, problem.kind AS kind,
  problem.target AS target, problem.fact AS fact, problem.candidate_id AS candidate_id, problem.words AS words,
  problem.case_ref AS case_ref, problem.state AS state, problem.filed_at AS filed_at,
  problem.closed_at AS closed_at, problem.reason AS reason, coalesce(me.minor_sealed, false) AS sealed,
  me.birth_date AS born, problem.filed_by AS filed_by
ORDER BY filed_at, problem_id
LIMIT $limit
