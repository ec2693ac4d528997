// Takes away restrictions that no longer hold.
// param restriction_ids: list<string>
// access: write
UNWIND $restriction_ids AS restriction_id
MATCH (restriction:Restriction {restriction_id: restriction_id})
DETACH DELETE restriction
