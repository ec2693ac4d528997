// Where the next subjects in the order of their ids end, and how many they are.
// param after: string
// param size: int
// column last: string
// column number: int
// access: read
MATCH (subject:Subject)
WHERE subject.subject_id > $after
// Its range scan comes in the order of the key; an ORDER BY before the LIMIT would sort the whole type.
WITH subject LIMIT $size
RETURN max(subject.subject_id) AS last, count(subject) AS number
