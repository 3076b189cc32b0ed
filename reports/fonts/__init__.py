"""DejaVu Sans, shipped so that paper looks the same on every machine (licence: LICENSE.txt)."""

from pathlib import Path

REGULAR = Path(__file__).with_name("DejaVuSans.ttf")
BOLD = Path(__file__).with_name("DejaVuSans-Bold.ttf")
