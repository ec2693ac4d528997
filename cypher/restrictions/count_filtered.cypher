// How many restrictions of one kind are in force on a day.
// param on: date
// param measure: string
// param effect: string
// param state: string
// param position: string
// param region: string
// param grown: date
// column number: int
// access: read
MATCH (restriction:Restriction)
WHERE ($on IS NULL OR (
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
RETURN count(restriction) AS number
