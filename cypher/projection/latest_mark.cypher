// When the latest mark of a changed subject was set, if there is one.
// column at: datetime
// access: read
MATCH (mark:StaleMark)
RETURN max(mark.at) AS at
