// The key of dated facts about organizations, and of what ties each to its organization.
// access: schema
CREATE CONSTRAINT characteristic_key IF NOT EXISTS FOR (node:Characteristic) REQUIRE node.characteristic_id IS UNIQUE;
CREATE CONSTRAINT describes_fact IF NOT EXISTS FOR ()-[fact:DESCRIBES]-() REQUIRE fact.fact_id IS UNIQUE;
