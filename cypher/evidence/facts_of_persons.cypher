// Everything known now that may bear on each person's fitness for an office, one row a question, with the time of the facts.
// param pairs: list<map>
// param seen: datetime
// column place: int
// column watermark: datetime
// column person: map
// column body: map
// column posts: list<list<any>>
// column own: list<list<any>>
// column inherited: list<list<any>>
// column disputes: list<list<any>>
// column coverage: list<map>
// access: read
UNWIND $pairs AS pair
OPTIONAL MATCH (watermark:Watermark {name: 'facts'})
OPTIONAL MATCH (person:Subject {subject_id: pair.person})
OPTIONAL MATCH (body:Subject {subject_id: pair.body})
CALL (person) {
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS]->(organization:Organization)
  WHERE coalesce(role.usable, true)
  RETURN collect([type(role), properties(role), organization.subject_id, organization.name, organization.org_kinds]) AS posts
}
CALL (person) {
  MATCH (person)<-[reaches:AGAINST|ON|LISTS|FINDS_RESPONSIBLE]-(item)
  WHERE coalesce(reaches.usable, true)
  RETURN collect([
    type(reaches),
    properties(reaches),
    properties(item),
    // A finding leads to the record of another subject.
    [(item)-[:AGAINST]->(carrier:Subject) | [carrier.subject_id, carrier.name, carrier.region]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection) | properties(objection)]
  ]) AS own
}
CALL (person) {
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS]->(organization:Organization)
  WHERE coalesce(role.usable, true)
  WITH DISTINCT organization
  MATCH (organization)<-[reaches:AGAINST|ON|LISTS]-(item)
  WHERE coalesce(reaches.usable, true)
  RETURN collect([
    type(reaches),
    properties(reaches),
    properties(item),
    [[organization.subject_id, organization.name, organization.region]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection) | properties(objection)]
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
RETURN pair.place AS place, watermark.at AS watermark, properties(person) AS person, properties(body) AS body,
  posts, own, inherited, disputes, coverage
ORDER BY place
