"""The law data as lists: measures, provisions, documents, offices and record kinds."""
