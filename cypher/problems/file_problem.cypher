// Keeps a problem that a subject reports, open, with its receipt.
// law: 个人信息保护法 (第四十六条); 征信业管理条例 (第二十五条)
// param subject_id: string
// param values: map
// column written: int
// access: write
MATCH (me:Subject {subject_id: $subject_id})
CREATE (me)-[:REPORTS]->(problem:Problem)
SET problem = $values
RETURN count(*) AS written
