"""What a lender may learn, as a jurist would put it: given, ask, then."""
