// Subjects that something may have restricted by what was known at a past moment, in the order of their ids.
// param after: string
// param last: string
// param size: int
// param known: datetime
// param region: string
// param grown: date
// column subject_id: string
// access: read
MATCH (subject:Subject)
WHERE subject.subject_id >= $after AND subject.subject_id <= $last
  // Live and closed versions alike: whom a version known later concerns is judged and found free.
  AND (
    EXISTS { (subject)<-[:AGAINST|ON|LISTS|FINDS_RESPONSIBLE|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED|FINDS_RESPONSIBLE_CLOSED]-() }
    OR EXISTS {
      (subject)-[:HOLDS|OWNS|CONTROLS|HOLDS_CLOSED|OWNS_CLOSED|CONTROLS_CLOSED]->(:Organization)
        <-[:AGAINST|ON|LISTS|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED]-() }
  )
  AND ($grown IS NULL OR NOT (coalesce(subject.minor_sealed, false) OR coalesce(subject.birth_date > $grown, false)))
WITH subject, CASE WHEN coalesce(subject.recorded_at, $known) <= $known THEN subject.region
  ELSE head([(subject)<-[:VERSION_OF]-(old) WHERE old.recorded_at <= $known AND old.superseded_at > $known | old.region])
  END AS region
WHERE $region IS NULL OR region STARTS WITH $region
RETURN subject.subject_id AS subject_id
ORDER BY subject_id
LIMIT $size
