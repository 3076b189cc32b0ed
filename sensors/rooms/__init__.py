"""Room instruments: temperature, humidity, differential pressure."""
