// The links from dated fact to organization of these keys that are known.
// param fact_ids: list<string>
// column fact_id: string
// column origin: string
// column target: string
// column values: map
// access: read
MATCH (origin)-[fact:DESCRIBES]->(target)
WHERE fact.fact_id IN $fact_ids
RETURN fact.fact_id AS fact_id, origin.characteristic_id AS origin, target.subject_id AS target, fact {.*, recorded_at: null} AS values
