"""The course's source becomes what students get, and nothing of a solution goes with it."""
