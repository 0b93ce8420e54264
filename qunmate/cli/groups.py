"""groups, group add | show | edit | archive."""
