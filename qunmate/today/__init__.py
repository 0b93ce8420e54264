"""What one day asks of the operator: selections, templates and words, without reading anything."""
