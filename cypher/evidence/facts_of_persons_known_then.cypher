// Everything known at a past moment that may bear on each person's fitness for an office, one row a question.
// param pairs: list<map>
// param known_as_of: datetime
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
  // Live and closed versions stand side by side; exactly one of a fact's versions was known then.
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS|HOLDS_CLOSED|OWNS_CLOSED|CONTROLS_CLOSED]->(organization:Organization)
  WHERE coalesce(role.usable, true) AND coalesce(role.recorded_at, $known_as_of) <= $known_as_of
    AND (role.superseded_at IS NULL OR role.superseded_at > $known_as_of)
  WITH role, organization, coalesce(head([(organization)<-[:VERSION_OF]-(old)
    WHERE old.recorded_at <= $known_as_of AND old.superseded_at > $known_as_of | old]), organization) AS then
  RETURN collect([type(role), properties(role), organization.subject_id, then.name, then.org_kinds, then.not_org_kinds,
    then.listed, then.state_capital,
    [(organization)<-[:DESCRIBES]-(told:Characteristic)<-[:VERSION_OF*0..1]-(version)
      WHERE coalesce(version.recorded_at, $known_as_of) <= $known_as_of
        AND (version.superseded_at IS NULL OR version.superseded_at > $known_as_of) | properties(version)]]) AS posts
}
CALL (body) {
  // Matched and not comprehended: from a body that is null, ArcadeDB would comprehend every characteristic there is.
  MATCH (body)<-[:DESCRIBES]-(told:Characteristic)<-[:VERSION_OF*0..1]-(version)
  WHERE coalesce(version.recorded_at, $known_as_of) <= $known_as_of
    AND (version.superseded_at IS NULL OR version.superseded_at > $known_as_of)
  RETURN collect(properties(version)) AS history
}
CALL (person) {
  MATCH (person)<-[reaches:AGAINST|ON|LISTS|FINDS_RESPONSIBLE|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED|FINDS_RESPONSIBLE_CLOSED]-(item)
  WHERE coalesce(reaches.usable, true) AND coalesce(reaches.recorded_at, $known_as_of) <= $known_as_of
    AND (reaches.superseded_at IS NULL OR reaches.superseded_at > $known_as_of)
  RETURN collect([
    type(reaches),
    properties(reaches),
    CASE WHEN coalesce(item.recorded_at, $known_as_of) <= $known_as_of THEN properties(item)
      ELSE head([(item)<-[:VERSION_OF]-(old)
        WHERE old.recorded_at <= $known_as_of AND old.superseded_at > $known_as_of | properties(old)]) END,
    // A finding leads to the record of another subject.
    [(item)-[:AGAINST]->(carrier:Subject) | [carrier.subject_id, carrier.name, carrier.region,
      [(carrier)<-[:DESCRIBES]-(told:Characteristic {name: 'REGION'})<-[:VERSION_OF*0..1]-(version)
      WHERE coalesce(version.recorded_at, $known_as_of) <= $known_as_of
        AND (version.superseded_at IS NULL OR version.superseded_at > $known_as_of) | properties(version)]]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection)
      WHERE coalesce(objection.recorded_at, $known_as_of) <= $known_as_of | properties(objection)]
      + [(item)<-[contests:CONTESTS]-(objection:Objection)<-[:VERSION_OF]-(old)
        WHERE objection.recorded_at > $known_as_of AND old.recorded_at <= $known_as_of
          AND old.superseded_at > $known_as_of | properties(old)]
  ]) AS own
}
CALL (person) {
  MATCH (person)-[role:HOLDS|OWNS|CONTROLS|HOLDS_CLOSED|OWNS_CLOSED|CONTROLS_CLOSED]->(organization:Organization)
  WHERE coalesce(role.usable, true) AND coalesce(role.recorded_at, $known_as_of) <= $known_as_of
    AND (role.superseded_at IS NULL OR role.superseded_at > $known_as_of)
  WITH DISTINCT organization
  MATCH (organization)<-[reaches:AGAINST|ON|LISTS|AGAINST_CLOSED|ON_CLOSED|LISTS_CLOSED]-(item)
  WHERE coalesce(reaches.usable, true) AND coalesce(reaches.recorded_at, $known_as_of) <= $known_as_of
    AND (reaches.superseded_at IS NULL OR reaches.superseded_at > $known_as_of)
  RETURN collect([
    type(reaches),
    properties(reaches),
    CASE WHEN coalesce(item.recorded_at, $known_as_of) <= $known_as_of THEN properties(item)
      ELSE head([(item)<-[:VERSION_OF]-(old)
        WHERE old.recorded_at <= $known_as_of AND old.superseded_at > $known_as_of | properties(old)]) END,
    [[organization.subject_id, organization.name, organization.region]],
    [(item)-[:OF|BASED_ON]->(decision:Decision) | [decision.number, decision.authority]],
    [(item)<-[contests:CONTESTS]-(objection:Objection)
      WHERE coalesce(objection.recorded_at, $known_as_of) <= $known_as_of | properties(objection)]
      + [(item)<-[contests:CONTESTS]-(objection:Objection)<-[:VERSION_OF]-(old)
        WHERE objection.recorded_at > $known_as_of AND old.recorded_at <= $known_as_of
          AND old.superseded_at > $known_as_of | properties(old)]
  ]) AS inherited
}
CALL (person) {
  // A case of impersonation (冒名登记) rests the role it contests.
  MATCH (person)<-[by:BY]-(objection:Objection {kind: 'IMPERSONATION'})
  WHERE by.post IS NOT NULL AND objection.accepted IS NOT NULL
    AND coalesce(objection.recorded_at, $known_as_of) <= $known_as_of
  RETURN collect([by.post, properties(objection)]) AS disputes
}
CALL (pair) {
  WITH pair WHERE pair.place = 0
  MATCH (covered:Coverage)
  WHERE coalesce(covered.loaded_at, $known_as_of) <= $known_as_of
  RETURN collect(properties(covered)) AS coverage
}
CALL (person) {
  MATCH (person)<-[:VERSION_OF]-(old)
  WHERE person.recorded_at > $known_as_of AND old.recorded_at <= $known_as_of AND old.superseded_at > $known_as_of
  RETURN head(collect(properties(old))) AS person_then
}
CALL (body) {
  MATCH (body)<-[:VERSION_OF]-(old)
  WHERE body.recorded_at > $known_as_of AND old.recorded_at <= $known_as_of AND old.superseded_at > $known_as_of
  RETURN head(collect(properties(old))) AS body_then
}
RETURN pair.place AS place, watermark.at AS watermark,
  CASE WHEN coalesce(person.recorded_at, $known_as_of) <= $known_as_of THEN properties(person) ELSE person_then END AS person,
  CASE WHEN coalesce(body.recorded_at, $known_as_of) <= $known_as_of THEN properties(body) ELSE body_then END AS body,
  history, posts, own, inherited, disputes, coverage, false AS unsealed
ORDER BY place
