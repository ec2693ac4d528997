// These restrictions with the subject each binds.
// param ids: list<string>
// column subject_id: string
// column restriction: map
// column item_kind: string
// column item_id: string
// access: read
UNWIND $ids AS restriction_id
MATCH (restriction:Restriction {restriction_id: restriction_id})-[:BINDS]->(subject:Subject)
MATCH (restriction)-[:BECAUSE_OF]->(item)
RETURN subject.subject_id AS subject_id, restriction {.*} AS restriction,
  CASE WHEN item.record_id IS NOT NULL THEN 'record' WHEN item.sanction_id IS NOT NULL THEN 'sanction' ELSE 'entry' END AS item_kind,
  coalesce(item.record_id, item.sanction_id, item.entry_id) AS item_id
ORDER BY subject_id, restriction.restriction_id
