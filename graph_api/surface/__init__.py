"""What stands between the network and GraphQL: who may speak, how much, how often, and in which form."""
