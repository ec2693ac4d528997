// What a restriction that binds one of these subjects rests on: the item, and the path by which it reaches the subject.
// param subject_ids: list<string>
// param key: string
// column subject_id: string
// column path: string
// column origin: string
// column item_id: string
// access: read
MATCH (restriction:Restriction {restriction_id: $key})-[:BINDS]->(me:Subject)
WHERE me.subject_id IN $subject_ids
MATCH (restriction)-[:BECAUSE_OF]->(item)
RETURN me.subject_id AS subject_id, restriction.path AS path,
  CASE WHEN item.record_id IS NOT NULL THEN 'record' WHEN item.sanction_id IS NOT NULL THEN 'sanction' ELSE 'entry' END
    AS origin,
  coalesce(item.record_id, item.sanction_id, item.entry_id) AS item_id
ORDER BY subject_id, item_id
