"""What developers run on this checkout, by way of dev.py."""
