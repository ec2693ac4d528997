// Ciphertexts for identifiers that have none.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
MATCH (identifier:Identifier {key: row.key})
WHERE identifier.cipher IS NULL
SET identifier.cipher = row.cipher
RETURN count(*) AS written
