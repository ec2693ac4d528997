// Keys of what opens facts to somebody: consent of a subject, release by a second officer.
// access: schema
CREATE CONSTRAINT authorisation_key IF NOT EXISTS FOR (node:Authorisation) REQUIRE node.authorisation_id IS UNIQUE;
CREATE CONSTRAINT approval_key IF NOT EXISTS FOR (node:Approval) REQUIRE node.approval_id IS UNIQUE;
CREATE INDEX authorisation_grantee IF NOT EXISTS FOR (node:Authorisation) ON (node.grantee);
CREATE INDEX approval_case IF NOT EXISTS FOR (node:Approval) ON (node.case_ref);
