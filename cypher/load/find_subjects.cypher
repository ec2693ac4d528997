// What is known of these subjects.
// param subject_ids: list<string>
// column subject_id: string
// column is_person: bool
// column values: map
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})
RETURN subject_id, subject:Person AS is_person, subject {.*, recorded_at: null} AS values
