"""What a lender may learn: what law makes public, and behind the consent of the subject what it opened."""
