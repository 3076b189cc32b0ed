"""A whole sample pharmacy for an hour: people, orders, simulated instruments, and then nothing."""
