// Posts held on a day by people whom a firm restriction binds, in the order of holder and post.
// param holder: string
// param after: string
// param size: int
// param on: date
// param outcomes: list<string>
// param positions: list<string>
// param region: string
// param supervisor: string
// column holder: string
// column fact_id: string
// column organization: string
// column role: map
// access: read
MATCH (restriction:Restriction)-[:BINDS]->(person:Subject)
WHERE person.subject_id >= $holder
  AND restriction.effect = 'MEASURE' AND restriction.state <> 'POSSIBLE' AND restriction.outcome IN $outcomes
  AND (restriction.since IS NULL OR restriction.since <= $on)
  AND (restriction.until IS NULL OR $on < restriction.until)
WITH DISTINCT person
MATCH (person)-[role:HOLDS]->(organization:Organization)
WHERE (person.subject_id > $holder OR role.fact_id > $after)
  AND coalesce(role.usable, true)
  AND ($positions IS NULL OR role.position IN $positions)
  AND ($region IS NULL OR organization.region STARTS WITH $region)
  AND ($supervisor IS NULL OR organization.supervising_organ = $supervisor
    OR EXISTS { (organization)-[:SUPERVISED_BY]->(organ:Organization) WHERE organ.subject_id = $supervisor OR organ.name = $supervisor })
  AND (role.since IS NULL OR role.since <= $on)
  AND CASE WHEN role.until IS NOT NULL OR role.until_latest IS NOT NULL
    THEN $on < coalesce(role.until_latest, role.until)
    WHEN coalesce(role.ended, false) THEN role.seen IS NOT NULL AND $on < role.seen
    ELSE true END
RETURN person.subject_id AS holder, role.fact_id AS fact_id, organization.subject_id AS organization, role {.*} AS role
ORDER BY holder, fact_id
LIMIT $size
