// Restrictions that bind these subjects, in the order of their keys.
// param pages: list<map>
// param size: int
// param on: date
// param choice: string
// column place: int
// column subject_id: string
// column restriction: map
// column item_kind: string
// column item_id: string
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject, page) {
  MATCH (subject)<-[:BINDS]-(restriction:Restriction)
  WHERE restriction.restriction_id > page.after
    AND ($choice = 'ALL' OR (
      (restriction.possible_since IS NULL OR restriction.possible_since <= $on)
      AND (restriction.possible_until IS NULL OR $on < restriction.possible_until)))
  RETURN restriction
  ORDER BY restriction.restriction_id
  LIMIT $size
}
MATCH (restriction)-[:BECAUSE_OF]->(item)
RETURN page.place AS place, page.subject_id AS subject_id, restriction {.*} AS restriction,
  CASE WHEN item.record_id IS NOT NULL THEN 'record' WHEN item.sanction_id IS NOT NULL THEN 'sanction' ELSE 'entry' END AS item_kind,
  coalesce(item.record_id, item.sanction_id, item.entry_id) AS item_id
ORDER BY place, restriction.restriction_id
