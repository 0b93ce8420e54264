"""The parts of the digest dialog."""
