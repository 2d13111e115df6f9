"""One run as a moving picture: everybody a dot in their department, coloured by stage or trait, week by week."""
