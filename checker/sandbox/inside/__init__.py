"""What is mounted inside a sandbox: asking student code, and nothing that knows an answer."""
