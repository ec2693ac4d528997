// The keys of callers, of their API keys and of the first run, and how a login finds its caller.
// access: schema
CREATE CONSTRAINT caller_key IF NOT EXISTS FOR (node:Caller) REQUIRE node.caller_id IS UNIQUE;
CREATE CONSTRAINT api_key_key IF NOT EXISTS FOR (node:ApiKey) REQUIRE node.key_id IS UNIQUE;
CREATE CONSTRAINT first_run_key IF NOT EXISTS FOR (node:FirstRun) REQUIRE node.name IS UNIQUE;
CREATE INDEX caller_external_id IF NOT EXISTS FOR (node:Caller) ON (node.external_id);
