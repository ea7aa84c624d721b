"""What is true without a computer: records, rules, validation, text and time."""
