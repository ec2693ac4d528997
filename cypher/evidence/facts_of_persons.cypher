// Everything known now that may bear on each person's fitness for an office, one row a question, with the time of the facts.
// param pairs: list<map>
// param seen: datetime
// column place: int
// column watermark: datetime
// column person: map
// column body: map
// column history: list<map>
// column posts: list<list<any>>
// column own: list<list<any>>
// column inherited: list<list<any>>
// column disputes: list<list<any>>
// column coverage: list<map>
// column unsealed: bool
// access: read
UNWIND $pairs AS pair
OPTIONAL MATCH (watermark:Watermark {name: 'facts'})
OPTIONAL MATCH (person:Subject {subject_id: pair.person})
OPTIONAL MATCH (body:Subject {subject_id: pair.body})
CALL (person) {
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS]->(organization:Organization)
  WHERE coalesce(role.usable, true)
  WITH role, organization,
    [(organization)<-[:DESCRIBES]-(told:Characteristic) WHERE coalesce(told.usable, true) | told] AS history
  RETURN max(role.recorded_at) AS posts_at,
    max(reduce(last = null, told IN history |
      CASE WHEN last > told.recorded_at THEN last ELSE told.recorded_at END)) AS histories_at,
    // When a fact was recorded stays here: the driver spends more time on one instant than on all else of a fact.
    collect([type(role), role {.*, recorded_at: null}, organization.subject_id, organization.name, organization.org_kinds,
      organization.not_org_kinds, organization.listed, organization.state_capital,
      [told IN history | told {.*, recorded_at: null}]]) AS posts
}
CALL (body) {
  MATCH (body)<-[:DESCRIBES]-(told:Characteristic)
  WHERE coalesce(told.usable, true)
  RETURN max(told.recorded_at) AS history_at, collect(told {.*, recorded_at: null}) AS history
}
CALL (person) {
  MATCH (person)<-[reaches:AGAINST|ON|LISTS|FINDS_RESPONSIBLE]-(item)
  WHERE coalesce(reaches.usable, true)
  RETURN max(reaches.recorded_at) AS own_at, max(item.recorded_at) AS own_items_at, collect([
    type(reaches),
    reaches {.*, recorded_at: null},
    item {.*, recorded_at: null},
    // A finding leads to the record of another subject.
    [(item)-[:AGAINST]->(carrier:Subject) | [carrier.subject_id, carrier.name, carrier.region,
      [(carrier)<-[:DESCRIBES]-(told:Characteristic {name: 'REGION'}) WHERE coalesce(told.usable, true) |
        told {.*, recorded_at: null}]]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection) | objection {.*, recorded_at: null}]
  ]) AS own
}
CALL (person) {
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS]->(organization:Organization)
  WHERE coalesce(role.usable, true)
  WITH DISTINCT organization
  MATCH (organization)<-[reaches:AGAINST|ON|LISTS]-(item)
  WHERE coalesce(reaches.usable, true)
  RETURN max(reaches.recorded_at) AS inherited_at, max(item.recorded_at) AS inherited_items_at, collect([
    type(reaches),
    reaches {.*, recorded_at: null},
    item {.*, recorded_at: null},
    [[organization.subject_id, organization.name, organization.region]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection) | objection {.*, recorded_at: null}]
  ]) AS inherited
}
CALL (person) {
  // A case of impersonation (冒名登记) rests the role it contests.
  MATCH (person)<-[by:BY]-(objection:Objection {kind: 'IMPERSONATION'})
  WHERE by.post IS NOT NULL AND objection.accepted IS NOT NULL
  RETURN collect([by.post, properties(objection)]) AS disputes
}
CALL (pair, watermark) {
  // Sent once a call, and only to a reader who has not seen it at this time of the facts.
  WITH pair, watermark
  WHERE pair.place = 0 AND (watermark IS NULL OR $seen IS NULL OR watermark.at <> $seen)
  MATCH (covered:Coverage)
  RETURN collect(properties(covered)) AS coverage
}
RETURN pair.place AS place, CASE WHEN pair.place = 0 THEN watermark.at END AS watermark,
  CASE WHEN person IS NOT NULL THEN person {.*, recorded_at: null} END AS person,
  CASE WHEN body IS NOT NULL THEN body {.*, recorded_at: null} END AS body,
  history, posts, own, inherited, disputes, coverage,
  // Whether the row shows a fact of a commit that is not sealed yet.
  coalesce(any(at IN [person.recorded_at, body.recorded_at, history_at, histories_at, posts_at, own_at, own_items_at, inherited_at,
    inherited_items_at] WHERE at > watermark.at), false) AS unsealed
ORDER BY place
