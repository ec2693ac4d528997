// Later than tests/graphs/a_listed_debtor_and_his_companies: p1 left the list, and the record names another conduct
// and p1's post in o1 another end; the old versions stand apart.
MATCH (e:ListEntry {entry_id: 'e1'})
CREATE (old:ClosedListEntry)-[:VERSION_OF]->(e)
SET old = properties(e), old.superseded_at = datetime('2024-07-01T00:00:00Z')
SET e.left = date('2024-06-15'), e.recorded_at = datetime('2024-07-01T00:00:00Z');
MATCH (r:Record {record_id: 'r1'})
CREATE (old:ClosedRecord)-[:VERSION_OF]->(r)
SET old = properties(r), old.superseded_at = datetime('2024-07-01T00:00:00Z')
SET r.withdrawn = date('2024-06-20'), r.withdrawn_kind = 'ANNULLED', r.recorded_at = datetime('2024-07-01T00:00:00Z');
MATCH (person:Subject {subject_id: 'p1'})-[post:HOLDS {fact_id: 'p1-o1'}]->(body:Subject)
CREATE (person)-[old:HOLDS_CLOSED]->(body)
SET old = properties(post), old.superseded_at = datetime('2024-07-01T00:00:00Z')
SET post.until = date('2020-01-01'), post.ended = true, post.recorded_at = datetime('2024-07-01T00:00:00Z');
MATCH (mark:Watermark {name: 'facts'}) SET mark.at = datetime('2024-07-01T00:00:00Z');
