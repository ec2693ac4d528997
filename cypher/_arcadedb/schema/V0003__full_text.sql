-- ArcadeDB has no CREATE FULLTEXT INDEX; this is the same index in its SQL.
CREATE VERTEX TYPE Subject IF NOT EXISTS;
CREATE PROPERTY Subject.search_text IF NOT EXISTS STRING;
CREATE INDEX IF NOT EXISTS ON Subject (search_text) FULL_TEXT METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"};
