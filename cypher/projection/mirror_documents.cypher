// Documents of the law, as the law data say.
// param rows: list<map>
// access: write
UNWIND $rows AS row
MERGE (word:Document {code: row.code})
SET word = row.stored
