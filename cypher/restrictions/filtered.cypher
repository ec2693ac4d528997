// Restrictions of one kind in force on a day, in the order of their keys.
// param after: string
// param size: int
// param on: date
// param measure: string
// param effect: string
// param state: string
// param position: string
// param region: string
// param grown: date
// column subject_id: string
// column restriction: map
// column item_kind: string
// column item_id: string
// access: read
MATCH (restriction:Restriction)
WHERE restriction.restriction_id > $after AND ($on IS NULL OR (
    (restriction.possible_since IS NULL OR restriction.possible_since <= $on)
    AND (restriction.possible_until IS NULL OR $on < restriction.possible_until)))
  AND ($measure IS NULL OR restriction.measure = $measure)
  AND ($effect IS NULL OR restriction.effect = $effect)
  AND ($state IS NULL OR restriction.state = $state)
  AND ($position IS NULL OR $position IN restriction.positions)
  AND ($region IS NULL OR EXISTS {
    (restriction)-[:BINDS]->(bound:Subject) WHERE bound.region STARTS WITH $region })
  // What is kept about minors is sealed.
  AND ($grown IS NULL OR NOT EXISTS {
    (restriction)-[:BINDS]->(minor:Subject) WHERE coalesce(minor.minor_sealed, false) OR minor.birth_date > $grown })
WITH restriction
ORDER BY restriction.restriction_id
LIMIT $size
MATCH (restriction)-[:BINDS]->(subject:Subject)
MATCH (restriction)-[:BECAUSE_OF]->(item)
RETURN subject.subject_id AS subject_id, restriction {.*} AS restriction,
  CASE WHEN item.record_id IS NOT NULL THEN 'record' WHEN item.sanction_id IS NOT NULL THEN 'sanction' ELSE 'entry' END AS item_kind,
  coalesce(item.record_id, item.sanction_id, item.entry_id) AS item_id
ORDER BY restriction.restriction_id
