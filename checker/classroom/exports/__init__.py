"""Marks as other systems import them: one module per format, none of which guesses."""
