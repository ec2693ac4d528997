"""May this person hold this office in this body on this date?"""
