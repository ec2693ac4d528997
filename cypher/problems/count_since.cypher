// How many problems a subject reported since a moment.
// param subject_id: string
// param since: datetime
// column number: int
// access: read
MATCH (me:Subject {subject_id: $subject_id})-[:REPORTS]->(problem:Problem)
WHERE problem.filed_at > $since
RETURN count(problem) AS number
