"""What the kernel judges, fetched in one round trip."""
