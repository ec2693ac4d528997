// The restrictions that bind these subjects, with what they rest on.
// param subject_ids: list<string>
// column subject_id: string
// column stored: map
// column items: list<string>
// column measures: list<string>
// access: read
UNWIND $subject_ids AS subject_id
MATCH (subject:Subject {subject_id: subject_id})<-[:BINDS]-(restriction:Restriction)
RETURN subject_id, restriction {.*} AS stored,
  [(restriction)-[:BECAUSE_OF]->(item) | coalesce(item.record_id, item.sanction_id, item.entry_id)] AS items,
  [(restriction)-[:UNDER]->(measure:Measure) | measure.code] AS measures
ORDER BY subject_id, restriction.restriction_id
