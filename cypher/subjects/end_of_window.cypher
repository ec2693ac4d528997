// Where the next subjects in the order of their ids end, and how many they are.
// param after: string
// param size: int
// column last: string
// column number: int
// access: read
MATCH (subject:Subject)
WHERE subject.subject_id > $after
WITH subject.subject_id AS subject_id
ORDER BY subject_id
LIMIT $size
RETURN max(subject_id) AS last, count(subject_id) AS number
