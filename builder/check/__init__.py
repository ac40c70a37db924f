"""What is worth knowing of a course before it is built: findings with file, line, level and code."""
