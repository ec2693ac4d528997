// Keys of reported problems and of their receipts, and how a window and a fact find theirs.
// access: schema
CREATE CONSTRAINT problem_key IF NOT EXISTS FOR (node:Problem) REQUIRE node.problem_id IS UNIQUE;
CREATE CONSTRAINT problem_receipt IF NOT EXISTS FOR (node:Problem) REQUIRE node.receipt IS UNIQUE;
CREATE INDEX problem_state IF NOT EXISTS FOR (node:Problem) ON (node.state);
CREATE INDEX problem_fact IF NOT EXISTS FOR (node:Problem) ON (node.fact);
