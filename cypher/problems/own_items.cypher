// How an item (a record, a sanction or a list entry of this id) is tied to these subjects.
// param subject_ids: list<string>
// param key: string
// column subject_id: string
// column link: string
// column fact_id: string
// access: read
UNWIND $subject_ids AS subject_id
MATCH (me:Subject {subject_id: subject_id})<-[link:AGAINST|ON|LISTS|FINDS_RESPONSIBLE]-(item)
WHERE coalesce(link.usable, true) AND coalesce(item.record_id, item.sanction_id, item.entry_id) = $key
RETURN subject_id, type(link) AS link, link.fact_id AS fact_id
ORDER BY subject_id, link, fact_id
