// Kept answers are found by whom they are about.
// access: schema
CREATE INDEX answer_subject IF NOT EXISTS FOR (node:Answer) ON (node.subject_id);
