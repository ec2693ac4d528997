// New restrictions because of list entries, with all they rest on.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (subject:Subject {subject_id: row.subject})
MATCH (item:ListEntry {entry_id: row.item})
MATCH (measure:Measure {code: row.under})
CREATE (restriction:Restriction)
SET restriction = row.stored
CREATE (restriction)-[:BINDS]->(subject)
CREATE (restriction)-[:BECAUSE_OF]->(item)
CREATE (restriction)-[:UNDER]->(measure)
RETURN count(*) AS written
