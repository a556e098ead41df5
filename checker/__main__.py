"""`python -m checker` is `checker`."""

from checker.cli import main

if __name__ == "__main__":  # workers import this module too, under another name
    main()
