// Notes the day on which an API key was last used; a day already noted is left as it is.
// param key_id: string
// param day: date
// access: write
MATCH (key:ApiKey {key_id: $key_id})
WHERE key.last_used_on IS NULL OR key.last_used_on < $day
SET key.last_used_on = $day
