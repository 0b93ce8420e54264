"""The Highlights tab."""
