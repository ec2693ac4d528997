"""Who calls: credentials and headers of a request become its viewer, and rights are given and taken."""
