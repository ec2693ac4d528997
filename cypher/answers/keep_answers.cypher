// Stores answers as given, byte for byte; one already there is left as it is, and gains a keeper.
// param answers: list<map>
// param now: datetime
// param kept_by: string
// access: write
UNWIND $answers AS given
MERGE (answer:Answer {answer_id: given.answer_id})
  ON CREATE SET answer.case_ref = given.case_ref, answer.kept_at = $now, answer.body = given.body,
    answer.digest = given.digest, answer.inputs = given.inputs, answer.as_of = given.as_of,
    answer.known_as_of = given.known_as_of, answer.law_digest = given.law_digest,
    answer.kernel_version = given.kernel_version, answer.kept_by = [$kept_by],
    answer.subject_id = given.subject_id
  ON MATCH SET answer.kept_by = CASE WHEN $kept_by IN coalesce(answer.kept_by, []) THEN answer.kept_by
    ELSE coalesce(answer.kept_by, []) + $kept_by END
