// Beside tests/graphs/a_listed_debtor_and_his_companies: another person of the name of p1 sits on the board of o1.
CREATE (:Subject:Person {subject_id: 'p9', name: '张三', identified: true, usable: true, source: 'test',
  source_row: 'p9', recorded_at: $known});
MATCH (person:Subject {subject_id: 'p9'}), (body:Subject {subject_id: 'o1'})
CREATE (person)-[:HOLDS {fact_id: 'p9-o1', position: 'SUPERVISOR', since: date('2019-01-01'), usable: true,
  source: 'test', source_row: 'p9', recorded_at: $known}]->(body);
