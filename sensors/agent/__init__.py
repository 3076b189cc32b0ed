"""The process at the hood: reads its devices, keeps every reading until the server has it."""
