// Full text over the names of subjects, cut the way Chinese is searched.
// access: schema
CREATE FULLTEXT INDEX subject_search IF NOT EXISTS FOR (subject:Subject) ON EACH [subject.search_text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
