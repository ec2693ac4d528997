// Keeps writers of facts waiting until this transaction ends, so that what it reads stays true.
// access: write
MERGE (watermark:Watermark {name: 'facts'})
SET watermark.taken = true
