"""The weekly digest and the morning report as values, and how they are composed."""
