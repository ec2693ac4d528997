// Takes away where these provisions are said to stand.
// param codes: list<string>
// access: write
UNWIND $codes AS code
MATCH (:Provision {code: code})-[link:PART_OF]->()
DELETE link
