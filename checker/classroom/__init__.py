"""The wing of the instructor who grades: a folder of submissions becomes marks, pages, exports."""
