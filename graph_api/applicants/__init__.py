"""An applicant and its people looked up at once, in a scene of the law."""
