"""What a subject learns about itself: what is kept, what it authorised, and who looked."""
