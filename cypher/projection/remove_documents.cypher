// Takes away documents that the law no longer has.
// param codes: list<string>
// access: write
UNWIND $codes AS code
MATCH (word:Document {code: code})
DETACH DELETE word
