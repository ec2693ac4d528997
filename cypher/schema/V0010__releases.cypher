// Releases are found by the organ whose officers ask and decide.
// access: schema
CREATE INDEX approval_grantee IF NOT EXISTS FOR (node:Approval) ON (node.grantee);
