// Forgets how far the load of a file had come, since it has ended.
// param key: string
// column written: int
// access: write
MATCH (progress:LoadProgress {key: $key})
DELETE progress
RETURN count(*) AS written
