"""Who is in office and must leave."""
