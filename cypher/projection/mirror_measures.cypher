// Measures of the law, each with the provisions it cites.
// param rows: list<map>
// access: write
UNWIND $rows AS row
MERGE (word:Measure {code: row.code})
SET word = row.stored
WITH word, row
UNWIND row.links AS code
MATCH (provision:Provision {code: code})
MERGE (word)-[:CITES]->(provision)
