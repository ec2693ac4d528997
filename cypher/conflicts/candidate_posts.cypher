// Posts held on a day that something may bar, by holder and post: a restriction of the holder, the holder's age, or another post of the holder.
// param holder: string
// param after: string
// param last: string
// param size: int
// param on: date
// param firm: list<string>
// param possible: list<string>
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
  AND (
    coalesce(person.birth_date > $born_after, false)
    OR EXISTS {
      MATCH (person)<-[:BINDS]-(restriction:Restriction)
      WHERE restriction.effect = 'MEASURE' AND (
        (restriction.outcome IN $firm AND restriction.state <> 'POSSIBLE'
          AND (restriction.since IS NULL OR restriction.since <= $on)
          AND (restriction.until IS NULL OR $on < restriction.until))
        OR (restriction.outcome IN $possible
          AND (restriction.possible_since IS NULL OR restriction.possible_since <= $on)
          AND (restriction.possible_until IS NULL OR $on < restriction.possible_until)))
    }
    OR (coalesce(person.identified, false) AND EXISTS {
      MATCH (person)-[held:HOLDS]->(other:Organization)
      WHERE held.fact_id <> role.fact_id AND coalesce(held.usable, true)
        AND any(rule IN $rules WHERE held.position IN rule.held AND role.position IN rule.barred
          AND rule.same_body = (other.subject_id = organization.subject_id)
          AND (rule.held_in.any OR any(kind IN coalesce(other.org_kinds, []) WHERE kind IN rule.held_in.kinds)
            OR other.state_capital IN rule.held_in.capitals OR (rule.held_in.listed AND coalesce(other.listed, false))
            // What a body was on a day may differ from what was last seen of it; the kernel looks.
            OR EXISTS { (other)<-[:DESCRIBES]-(:Characteristic) })
          AND (rule.barred_in.any OR any(kind IN coalesce(organization.org_kinds, []) WHERE kind IN rule.barred_in.kinds)
            OR organization.state_capital IN rule.barred_in.capitals
            OR (rule.barred_in.listed AND coalesce(organization.listed, false))
            OR EXISTS { (organization)<-[:DESCRIBES]-(:Characteristic) }))
    })
  )
RETURN person.subject_id AS holder, role.fact_id AS fact_id, organization.subject_id AS organization, role {.*} AS role
ORDER BY holder, fact_id
LIMIT $size
