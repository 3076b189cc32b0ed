"""The compounding record as plain data: what pages show, paper prints and outsiders verify."""
