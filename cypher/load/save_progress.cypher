// How far the load of a file has come, in the transaction that wrote the rows.
// param key: string
// param source: string
// param file: string
// param rows: int
// param recorded_at: datetime
// column written: int
// access: write
MERGE (progress:LoadProgress {key: $key})
SET progress.source = $source, progress.file = $file, progress.rows = $rows, progress.at = $recorded_at
RETURN count(*) AS written
