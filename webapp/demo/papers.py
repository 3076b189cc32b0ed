"""What a walk leaves behind for others to look at, as the pharmacist downloads it, and its proof."""
