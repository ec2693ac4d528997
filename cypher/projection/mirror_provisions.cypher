// Provisions of the law, each part of its document.
// param rows: list<map>
// access: write
UNWIND $rows AS row
MERGE (word:Provision {code: row.code})
SET word = row.stored
WITH word, row
UNWIND row.links AS code
MATCH (document:Document {code: code})
MERGE (word)-[:PART_OF]->(document)
