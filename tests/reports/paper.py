"""Read papers back, so that tests compare what is printed with what was meant."""

from io import BytesIO

from pypdf import PdfReader


def sheets(pdf):
    """The text of each sheet."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def dense(text):
    """The text without any white space, so that wrapping does not matter."""
    return "".join(str(text).split())


def words(pdf):
    """All printed characters of a paper in order, without white space."""
    return dense("".join(sheets(pdf)))
