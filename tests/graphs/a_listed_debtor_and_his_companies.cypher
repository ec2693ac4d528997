// p1 is a listed judgment debtor and legal representative of o1, whose licence was revoked; p2 is a namesake of p1
// in o2; p3 resigned from o1 before the conduct; p4 was impersonated; o3 is another company of p1.
CREATE (:Watermark {name: 'facts', at: $known});
UNWIND ['JUDGMENT_DEBTOR_LIST', 'BUSINESS_LICENCE_REVOKED', 'ORDERED_CLOSED'] AS trigger
CREATE (:Coverage {coverage_id: 'c-' + trigger, source: 'test', trigger: trigger, loaded_at: $known, rows: 1});
UNWIND [
  {id: 'p1', name: '张三', identified: true}, {id: 'p2', name: '张三', identified: false},
  {id: 'p3', name: '李四', identified: true}, {id: 'p4', name: '王五', identified: true},
  {id: 'p5', name: '赵六', identified: true}
] AS row
CREATE (:Subject:Person {subject_id: row.id, name: row.name, identified: row.identified, usable: true,
  source: 'test', source_row: row.id, recorded_at: $known});
UNWIND [{id: 'o1', name: '甲有限公司', uscc: '91110108551385082Q'}, {id: 'o2', name: '乙有限公司', uscc: ''},
  {id: 'o3', name: '丙有限公司', uscc: ''}] AS row
CREATE (:Subject:Organization:Enterprise {subject_id: row.id, name: row.name, org_kinds: ['LIMITED_COMPANY'],
  sectors_complete: true, listed: false, state_capital: 'NONE', usable: true, source: 'test', source_row: row.id,
  recorded_at: $known});
MATCH (o:Subject {subject_id: 'o1'})
CREATE (o)-[:IDENTIFIED_BY {fact_id: 'id-o1', usable: true, recorded_at: $known}]->
  (:Identifier {key: 'USCC:91110108551385082Q', scheme: 'USCC', value: '91110108551385082Q', valid: true});
UNWIND [
  {person: 'p1', body: 'o1', position: 'LEGAL_REPRESENTATIVE', since: date('2018-01-01'), until: null},
  {person: 'p1', body: 'o3', position: 'DIRECTOR', since: date('2018-01-01'), until: null},
  {person: 'p2', body: 'o2', position: 'DIRECTOR', since: date('2018-01-01'), until: null},
  {person: 'p3', body: 'o1', position: 'LEGAL_REPRESENTATIVE', since: date('2010-01-01'), until: date('2018-01-01')},
  {person: 'p4', body: 'o1', position: 'LEGAL_REPRESENTATIVE', since: date('2018-01-01'), until: null}
] AS row
MATCH (person:Subject {subject_id: row.person})
MATCH (body:Subject {subject_id: row.body})
CREATE (person)-[:HOLDS {fact_id: row.person + '-' + row.body, position: row.position, since: row.since,
  until: row.until, ended: row.until IS NOT NULL, usable: true, source: 'test', source_row: row.person,
  recorded_at: $known}]->(body);
MATCH (:Subject {subject_id: 'p4'})-[post:HOLDS]->(:Subject)
SET post.accepted_dispute = date('2024-06-01'), post.disputed = true;
MATCH (p:Subject {subject_id: 'p2'}), (o:Subject {subject_id: 'o2'})
CREATE (l:LocalName {key: 'o2|张三', name: '张三'})-[:WITHIN {fact_id: 'w1', usable: true}]->(o)
CREATE (l)-[:NAMES {fact_id: 'n1', usable: true}]->(p);
MATCH (o:Subject {subject_id: 'o1'})
CREATE (r:Record {record_id: 'r1', trigger: 'BUSINESS_LICENCE_REVOKED', name: '吊销营业执照', carrier: 'ORGANISATION',
  stage: 'DECISION', qualifiers: ['DUE_TO_VIOLATION'], conduct_from: date('2021-01-01'), conduct_until: date('2022-01-01'),
  decided: date('2023-06-01'), effective: date('2023-06-01'), usable: true, source: 'test', source_row: 'r1',
  recorded_at: $known})-[:AGAINST {fact_id: 'a-r1', usable: true, recorded_at: $known}]->(o)
CREATE (r)-[:OF {fact_id: 'of-r1', usable: true, recorded_at: $known}]->(:Decision {decision_id: 'd1', number: '京市监罚〔2023〕1号',
  authority: '北京市市场监督管理局', stage: 'DECISION', usable: true, recorded_at: $known});
MATCH (r:Record {record_id: 'r1'})
MATCH (p:Subject) WHERE p.subject_id IN ['p1', 'p4']
CREATE (r)-[:FINDS_RESPONSIBLE {fact_id: 'f-' + p.subject_id, `as`: 'LEGAL_REPRESENTATIVE', state: 'FOUND', usable: true,
  recorded_at: $known}]->(p);
MATCH (p:Subject {subject_id: 'p1'})
CREATE (e:ListEntry {entry_id: 'e1', list: 'jd', trigger: 'JUDGMENT_DEBTOR_LIST', name: '失信被执行人', carrier: 'PERSON',
  authority: '北京市海淀区人民法院', qualifiers: ['LARGE_PERSONAL_DEBT'], entered: date('2023-03-01'), usable: true, source: 'test',
  source_row: 'e1', recorded_at: $known})-[:LISTS {fact_id: 'l-e1', usable: true, recorded_at: $known}]->(p)
CREATE (:Objection {objection_id: 'ob1', kind: 'OBJECTION', filed: date('2024-05-01'), usable: true,
  recorded_at: $known})-[:CONTESTS {fact_id: 'ct1', usable: true, recorded_at: $known}]->(e);
MATCH (p:Subject {subject_id: 'p5'})
CREATE (:Record {record_id: 'r5', trigger: 'MARKET_BAN', name: '市场禁入事先告知', carrier: 'PERSON', stage: 'PROPOSAL',
  decided: date('2024-01-10'), usable: true, source: 'test', source_row: 'r5', recorded_at: $known})
  -[:AGAINST {fact_id: 'a-r5', usable: true, recorded_at: $known}]->(p);
