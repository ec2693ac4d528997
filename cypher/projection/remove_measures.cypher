// Takes away measures that the law no longer has.
// param codes: list<string>
// access: write
UNWIND $codes AS code
MATCH (word:Measure {code: code})
DETACH DELETE word
