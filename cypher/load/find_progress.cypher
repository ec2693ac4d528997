// How far a load of these files came that did not end.
// param keys: list<string>
// column key: string
// column rows: int
// access: read
UNWIND $keys AS key
MATCH (progress:LoadProgress {key: key})
RETURN key, progress.rows AS rows
