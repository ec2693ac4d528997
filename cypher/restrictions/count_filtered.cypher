// How many restrictions of one kind are in force on a day.
// param on: date
// param measure: string
// param effect: string
// param state: string
// param position: string
// param region: string
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
RETURN count(restriction) AS number
