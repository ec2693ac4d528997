// The stored answers about these subjects, newest first, at most a hundred.
// param subject_ids: list<string>
// column answer_id: string
// column case_ref: string
// column kept_at: datetime
// column body: string
// column digest: string
// column inputs: string
// column as_of: date
// column known_as_of: datetime
// column law_digest: string
// column kernel_version: string
// column kept_by: list<string>
// access: read
UNWIND $subject_ids AS subject_id
MATCH (answer:Answer {subject_id: subject_id})
RETURN answer.answer_id AS answer_id, answer.case_ref AS case_ref, answer.kept_at AS kept_at,
  answer.body AS body, answer.digest AS digest, answer.inputs AS inputs, answer.as_of AS as_of,
  answer.known_as_of AS known_as_of, answer.law_digest AS law_digest, answer.kernel_version AS kernel_version,
  coalesce(answer.kept_by, []) AS kept_by
ORDER BY kept_at DESC, answer_id
LIMIT 100
