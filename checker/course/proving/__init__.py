"""Whether a course can be handed out: every promise tried, and the judge tried with mutants."""
