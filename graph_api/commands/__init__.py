"""The commands of `credit-graph`, one module a word; `graph_api.cli` puts them together."""
