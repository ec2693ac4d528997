// Takes away provisions that the law no longer has.
// param codes: list<string>
// access: write
UNWIND $codes AS code
MATCH (word:Provision {code: code})
DETACH DELETE word
