// The versions of the schema that this graph has.
// column version: string
// access: read
MATCH (schema:SchemaVersion)
RETURN schema.version AS version
ORDER BY version
