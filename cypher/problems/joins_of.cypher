// The facts that say that one person is another, whichever way they were told.
// param subject_id: string
// param other_id: string
// column fact_id: string
// access: read
MATCH (me:Subject {subject_id: $subject_id})-[same:SAME_AS]-(other:Person)
WHERE other.subject_id = $other_id AND coalesce(same.usable, true)
RETURN same.fact_id AS fact_id
ORDER BY fact_id
