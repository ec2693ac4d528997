// Keys of approvals that let answers leave the country.
// access: schema
CREATE CONSTRAINT border_approval_key IF NOT EXISTS FOR (node:BorderApproval) REQUIRE node.border_id IS UNIQUE;
CREATE INDEX border_approval_caller IF NOT EXISTS FOR (node:BorderApproval) ON (node.caller_id);
