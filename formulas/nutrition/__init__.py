"""Parenteral nutrition: from an order to a bag, its checks, its sheet and a second calculation."""
