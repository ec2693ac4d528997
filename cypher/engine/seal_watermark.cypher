// Makes the time of the last committed facts the time that readers know.
// access: write
MATCH (watermark:Watermark {name: 'facts'})
  // Waits for a writer that is at work; having waited, its facts are in as well.
  SET watermark.taken = true
WITH watermark, watermark.pending AS last
SET watermark.at = last
