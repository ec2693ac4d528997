// Takes away the marks of subjects that have been projected, unless their facts changed again meanwhile.
// param marks: list<map>
// access: write
UNWIND $marks AS drained
MATCH (mark:StaleMark {subject_id: drained.subject_id})
WHERE mark.at <= drained.at
DELETE mark
