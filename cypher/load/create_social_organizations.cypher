// New social organizations, with all their labels from the start.
// param rows: list<map>
// column written: int
// access: write
UNWIND $rows AS row
CREATE (subject:Subject:Organization:SocialOrganization)
SET subject = row
RETURN count(*) AS written
