"""The agents of the Mesa face, one kind a file: live views on the seats, departments and projects of a world."""
