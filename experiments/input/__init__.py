"""Files that somebody else may have made: which kinds are opened at all, and how large they may be."""
