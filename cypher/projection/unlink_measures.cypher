// Takes away what these measures are said to cite.
// param codes: list<string>
// access: write
UNWIND $codes AS code
MATCH (:Measure {code: code})-[link:CITES]->()
DELETE link
