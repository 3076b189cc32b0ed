"""Instruments that exist only in memory, answering on real lines.

Each identity begins with "SIMULATED", so what they say stays marked for ever.
"""
