"""The one schema of results, with its writer and its reader."""
