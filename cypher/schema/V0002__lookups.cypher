// Indexes for the properties by which shipped queries find or order their first node.
// access: schema
CREATE INDEX organization_uscc IF NOT EXISTS FOR (node:Organization) ON (node.uscc);
CREATE INDEX organization_region IF NOT EXISTS FOR (node:Organization) ON (node.region);
CREATE INDEX organization_stock_code IF NOT EXISTS FOR (node:Organization) ON (node.stock_code);
CREATE INDEX subject_name IF NOT EXISTS FOR (node:Subject) ON (node.name);
CREATE INDEX decision_number IF NOT EXISTS FOR (node:Decision) ON (node.number);
CREATE INDEX restriction_measure IF NOT EXISTS FOR (node:Restriction) ON (node.measure);
CREATE INDEX restriction_since IF NOT EXISTS FOR (node:Restriction) ON (node.since);
CREATE INDEX answer_case IF NOT EXISTS FOR (node:Answer) ON (node.case_ref);
CREATE INDEX coverage_source IF NOT EXISTS FOR (node:Coverage) ON (node.source);
