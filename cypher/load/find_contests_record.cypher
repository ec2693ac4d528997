// The links from objection to record of these keys that are known.
// param fact_ids: list<string>
// column fact_id: string
// column origin: string
// column target: string
// column values: map
// access: read
MATCH (origin)-[fact:CONTESTS]->(target)
WHERE fact.fact_id IN $fact_ids
RETURN fact.fact_id AS fact_id, origin.objection_id AS origin, target.record_id AS target, fact {.*, recorded_at: null} AS values
