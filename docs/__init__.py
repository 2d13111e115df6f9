"""The documentation: pages for people, and in ``generator`` what fills them from the model's own declarations."""
