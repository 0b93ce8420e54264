"""The Today tab: what to post, whom to meet, what to answer, and what is wrong."""
