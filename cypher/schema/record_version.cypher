// Notes that a version of the schema has been applied.
// param version: string
// access: write
MERGE (schema:SchemaVersion {version: $version})
  ON CREATE SET schema.applied_at = datetime()
