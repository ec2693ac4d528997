"""The audit log: who looked at whom or changed what, on disk before the answer leaves, chained and signed."""
