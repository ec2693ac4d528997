"""How the answers spread over the offices that people hold: a view on the data, not on anybody."""
