// Records, sanctions and list entries of these subjects, in the order of their keys.
// param pages: list<map>
// param size: int
// param known: datetime
// param kinds: list<string>
// param triggers: list<string>
// param on: date
// column place: int
// column sort: string
// column kind: string
// column subject_id: string
// column item: map
// column decision: map
// column joined_by: string
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject, page) {
  MATCH (subject)<-[link:AGAINST|ON|LISTS]-(item)
  WHERE coalesce(link.usable, true) AND ($known IS NULL OR link.recorded_at <= $known)
  WITH page, type(link) AS kind, link.joined_by AS joined_by, item,
    type(link) + '|' + coalesce(item.record_id, item.sanction_id, item.entry_id) AS sort
  WHERE sort > page.after
    // Repaired, erased or no longer to be shown: for those only who may see what is closed.
    AND (page.closed OR (coalesce(item.usable, true) AND item.repaired IS NULL
      AND item.withdrawn IS NULL AND item.withdrawn_kind IS NULL
      AND (item.display_until IS NULL OR $on < item.display_until)))
    // Where an item does not say whether it is public, its kind does.
    AND (page.shared OR CASE WHEN item.publicity IS NOT NULL THEN item.publicity STARTS WITH 'PUBLIC'
      WHEN item.kind IS NOT NULL THEN item.kind IN $kinds ELSE item.trigger IN $triggers END)
  CALL (item) {
    OPTIONAL MATCH (old:ClosedRecord|ClosedSanction|ClosedListEntry)-[:VERSION_OF]->(item)
    WHERE $known IS NOT NULL AND old.recorded_at <= $known AND old.superseded_at > $known
    RETURN old
    ORDER BY old.recorded_at DESC
    LIMIT 1
  }
  WITH kind, joined_by, item, old, sort
  WHERE $known IS NULL OR old IS NOT NULL OR item.recorded_at <= $known
  RETURN kind, joined_by, item, old, sort
  ORDER BY sort
  LIMIT $size
}
RETURN page.place AS place, sort, kind, page.subject_id AS subject_id,
  CASE WHEN old IS NULL THEN item {.*} ELSE old {.*} END AS item,
  head([(item)-[:OF|BASED_ON]->(decision:Decision) | decision {.number, .authority, .title, .decided}]) AS decision,
  joined_by
ORDER BY place, sort
