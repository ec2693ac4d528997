// Some subjects whose facts changed since they were projected, whether each is an organization, and whether a record touches it.
// param size: int
// column subject_id: string
// column at: datetime
// column organization: bool
// column concerned: bool
// access: read
MATCH (mark:StaleMark)
WITH mark
LIMIT $size
OPTIONAL MATCH (subject:Subject {subject_id: mark.subject_id})
RETURN mark.subject_id AS subject_id, mark.at AS at, coalesce(subject:Organization, false) AS organization,
  // Where no record, sanction or list entry is near, facts and law give no restriction.
  subject IS NOT NULL AND (
    EXISTS { (subject)<-[:AGAINST|ON|LISTS|FINDS_RESPONSIBLE]-() }
    OR EXISTS { (subject)<-[:BINDS]-(:Restriction) }
    OR EXISTS { (subject)-[:HOLDS|OWNS|CONTROLS]->(:Organization)<-[:AGAINST|ON|LISTS]-() }
  ) AS concerned
ORDER BY subject_id
