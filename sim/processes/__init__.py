"""What happens in a week: one mechanism a file, each with its rule, its source, its parameters and its function."""
