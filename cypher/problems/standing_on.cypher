// How many problems with a fact are not refused, and whether the mark on it is ours.
// param fact: string
// column standing: int
// column ours: bool
// access: read
MATCH (problem:Problem {fact: $fact})
WITH sum(CASE WHEN problem.state <> 'NOT_UPHELD' THEN 1 ELSE 0 END) AS standing,
  sum(CASE WHEN problem.marked THEN 1 ELSE 0 END) AS marking
RETURN standing, marking > 0 AS ours
