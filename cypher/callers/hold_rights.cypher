// Keeps other writers of rights waiting until this transaction ends, so that what it reads stays true.
// access: write
MERGE (run:FirstRun {name: 'first'})
SET run.taken = true
