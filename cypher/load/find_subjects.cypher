// What is known of these subjects.
// param subject_ids: list<string>
// column subject_id: string
// column is_person: bool
// column values: map
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})
  // Right after a first bulk load Neo4j has not sampled the index yet and may scan it for every key.
  USING INDEX SEEK subject:Subject(subject_id)
RETURN subject_id, subject:Person AS is_person, subject {.*, recorded_at: null} AS values
