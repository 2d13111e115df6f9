"""Files for people: sheets, their columns, and what writes them."""
