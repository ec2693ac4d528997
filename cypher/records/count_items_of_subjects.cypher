// How many records, sanctions and list entries these subjects have.
// param pages: list<map>
// param known: datetime
// param kinds: list<string>
// param triggers: list<string>
// param on: date
// column place: int
// column number: int
// access: read
UNWIND $pages AS page
MATCH (subject:Subject {subject_id: page.subject_id})
CALL (subject, page) {
  MATCH (subject)<-[link:AGAINST|ON|LISTS]-(item)
  WHERE coalesce(link.usable, true) AND ($known IS NULL OR link.recorded_at <= $known)
    AND (page.closed OR (coalesce(item.usable, true) AND item.repaired IS NULL
      AND item.withdrawn IS NULL AND item.withdrawn_kind IS NULL
      AND (item.display_until IS NULL OR $on < item.display_until)))
    AND (page.shared OR CASE WHEN item.publicity IS NOT NULL THEN item.publicity STARTS WITH 'PUBLIC'
      WHEN item.kind IS NOT NULL THEN item.kind IN $kinds ELSE item.trigger IN $triggers END)
  RETURN count(item) AS number
}
RETURN page.place AS place, number
ORDER BY place
