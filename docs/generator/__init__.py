"""What of the documentation is made from the model: tables, a page a mechanism, and pictures of the rules."""
