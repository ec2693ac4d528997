// Forgets that problems with a fact put a mark on it, since the mark is taken off.
// param fact: string
// column written: int
// access: write
MATCH (problem:Problem {fact: $fact})
WHERE problem.marked
SET problem.marked = false
RETURN count(*) AS written
