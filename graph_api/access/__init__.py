"""Who asks, what for, and what they may therefore see."""
