"""The agents of the Mesa face: employees, departments and projects as live views on the arrays of a world."""
