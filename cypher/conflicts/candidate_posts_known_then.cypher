// Posts that something may bar on a day by what was known at a past moment, by holder and post: an item that may reach the holder, age, or another post.
// param holder: string
// param after: string
// param last: string
// param size: int
// param on: date
// param known: datetime
// param born_after: date
// param rules: list<map>
// param positions: list<string>
// param region: string
// param supervisor: string
// column holder: string
// column fact_id: string
// column organization: string
// column role: map
// access: read
MATCH (person:Subject)
WHERE person.subject_id >= $holder AND person.subject_id <= $last
// Live and closed versions of a post stand side by side; exactly one was known then.
MATCH (person)-[role:HOLDS|HOLDS_CLOSED]->(organization:Organization)
WHERE (person.subject_id > $holder OR role.fact_id > $after)
  AND coalesce(role.usable, true) AND coalesce(role.recorded_at, $known) <= $known
  AND (role.superseded_at IS NULL OR role.superseded_at > $known)
  AND ($positions IS NULL OR role.position IN $positions)
  AND (role.since IS NULL OR role.since <= $on)
  AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
    THEN $on < coalesce(role.until_latest, role.until)
    WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
    ELSE true END
  // Of everything else every version counts: what was not known then is judged and found to bar nothing.
  AND (
    coalesce(person.birth_date > $born_after, false)
    OR EXISTS { MATCH (person)<-[:VERSION_OF]-(old) WHERE old.birth_date > $born_after }
    OR EXISTS { (person)<-[:AGAINST|ON|LISTS|FINDS_RESPONSIBLE|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED|FINDS_RESPONSIBLE_CLOSED]-() }
    OR EXISTS {
      (person)-[:HOLDS|OWNS|CONTROLS|HOLDS_CLOSED|OWNS_CLOSED|CONTROLS_CLOSED]->(:Organization)
        <-[:AGAINST|ON|LISTS|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED]-() }
    OR EXISTS {
      MATCH (person)-[held:HOLDS|HOLDS_CLOSED]->(other:Organization)
      WHERE held.fact_id <> role.fact_id AND any(rule IN $rules
        WHERE held.position IN rule.held AND role.position IN rule.barred
          AND rule.same_body = (other.subject_id = organization.subject_id))
    }
  )
WITH person, role, organization,
  CASE WHEN coalesce(organization.recorded_at, $known) <= $known THEN properties(organization)
    ELSE head([(organization)<-[:VERSION_OF]-(old)
      WHERE old.recorded_at <= $known AND old.superseded_at > $known | properties(old)]) END AS body
WHERE ($region IS NULL OR body.region STARTS WITH $region)
  AND ($supervisor IS NULL OR body.supervising_organ = $supervisor
    OR EXISTS {
      MATCH (organization)-[under:SUPERVISED_BY|SUPERVISED_BY_CLOSED]->(organ:Organization)
      WHERE (organ.subject_id = $supervisor OR organ.name = $supervisor)
        AND coalesce(under.recorded_at, $known) <= $known
        AND (under.superseded_at IS NULL OR under.superseded_at > $known)
    })
RETURN person.subject_id AS holder, role.fact_id AS fact_id, organization.subject_id AS organization, role {.*} AS role
ORDER BY holder, fact_id
LIMIT $size
