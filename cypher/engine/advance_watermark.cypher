// The time at which the facts of this transaction become known: now, and later than any before it.
// param now: datetime
// param writer: string
// column at: datetime
// access: write
MERGE (watermark:Watermark {name: 'facts'})
  // Writing first takes the lock, so that the time read next is the last one committed.
  SET watermark.writer = $writer
WITH watermark
SET watermark.at = CASE
  WHEN watermark.at IS NULL OR watermark.at < $now THEN $now
  ELSE watermark.at + duration({microseconds: 1})
END
RETURN watermark.at AS at
