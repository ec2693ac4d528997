// How many problems in one state subjects within the reach of an officer reported.
// param state: string
// param everywhere: bool
// param regions: list<string>
// param organ: string
// column number: int
// access: read
MATCH (problem:Problem {state: $state})<-[:REPORTS]-(me:Subject)
WHERE $everywhere OR coalesce(me.supervising_organ = $organ, false)
  OR any(region IN $regions WHERE me.region STARTS WITH region)
  OR EXISTS {
    MATCH (me)-[role:HOLDS|OWNS|CONTROLS]->(body:Organization)
    WHERE coalesce(role.usable, true)
      AND (any(region IN $regions WHERE body.region STARTS WITH region) OR body.supervising_organ = $organ)
  }
RETURN count(problem) AS number
