"""The figures of a group: from days, conversations and stays to health, layers and stage."""
