// The time at which the facts of this transaction become known: now, and later than any before it.
// param now: datetime
// column at: datetime
// access: write
MERGE (watermark:Watermark {name: 'facts'})
  // Writing first takes the lock, so that what is read next is what was committed last.
  SET watermark.taken = true
WITH watermark, watermark.pending AS last
SET watermark.at = coalesce(last, watermark.at),
    watermark.pending = CASE
      WHEN last IS NULL OR last < $now THEN $now
      ELSE last + duration({microseconds: 1})
    END
RETURN watermark.pending AS at
