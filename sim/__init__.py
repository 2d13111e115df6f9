"""The orgchange model: people, ties and projects of a public body living through change, week by week."""
