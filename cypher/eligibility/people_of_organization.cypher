// Those who hold, own or control an organization now or did, at most five hundred, in the order of their ids.
// param organization: string
// column subject_id: string
// column name: string
// access: read
MATCH (organization:Subject {subject_id: $organization})
MATCH (organization)<-[role:HOLDS|OWNS|CONTROLS]-(person:Subject)
WHERE coalesce(role.usable, true)
WITH DISTINCT person
RETURN person.subject_id AS subject_id, person.name AS name
ORDER BY subject_id
LIMIT 500
