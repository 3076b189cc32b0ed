"""What is known of people, rooms and hoods, and what may be made by whom, here and now."""
