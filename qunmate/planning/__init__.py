"""Plans as they stand in the operator's own sheets and calendars: pure thought."""
