"""The messages of a group or of all, however many, to look through and to keep from."""
