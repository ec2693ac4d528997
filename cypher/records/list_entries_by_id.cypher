// These list entries with the subject each is about.
// param ids: list<string>
// param known: datetime
// column item_id: string
// column kind: string
// column subject_id: string
// column item: map
// column decision: map
// column joined_by: string
// column sealed: bool
// column born: date
// access: read
UNWIND $ids AS item_id
MATCH (item:ListEntry {entry_id: item_id})-[link:AGAINST|ON|LISTS]->(subject:Subject)
CALL (item) {
  OPTIONAL MATCH (old:ClosedRecord|ClosedSanction|ClosedListEntry)-[:VERSION_OF]->(item)
  WHERE $known IS NOT NULL AND old.recorded_at <= $known AND old.superseded_at > $known
  RETURN old
  ORDER BY old.recorded_at DESC
  LIMIT 1
}
WITH item_id, item, link, subject, old
WHERE $known IS NULL OR old IS NOT NULL OR item.recorded_at <= $known
RETURN item_id, type(link) AS kind, subject.subject_id AS subject_id,
  CASE WHEN old IS NULL THEN item {.*} ELSE old {.*} END AS item,
  head([(item)-[:OF|BASED_ON]->(decision:Decision) | decision {.number, .authority, .title, .decided}]) AS decision,
  link.joined_by AS joined_by, coalesce(subject.minor_sealed, false) AS sealed, subject.birth_date AS born
ORDER BY item_id
