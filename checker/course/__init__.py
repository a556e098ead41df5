"""The wing of the instructor who prepares: the source becomes notebooks, casebooks and a proof."""
