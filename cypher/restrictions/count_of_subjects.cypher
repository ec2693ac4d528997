// How many restrictions bind these subjects.
// param pages: list<map>
// param on: date
// param choice: string
// column place: int
// column number: int
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject) {
  MATCH (subject)<-[:BINDS]-(restriction:Restriction)
  WHERE $choice = 'ALL' OR (
    (restriction.possible_since IS NULL OR restriction.possible_since <= $on)
    AND (restriction.possible_until IS NULL OR $on < restriction.possible_until))
  RETURN count(restriction) AS number
}
RETURN page.place AS place, number
ORDER BY place
