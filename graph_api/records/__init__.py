"""Records, sanctions and list entries about subjects."""
