"""Room to sign by hand, on papers that no electronic signature covers."""

from reports.page import SMALL, SOFT, Page, rule


def lines_to_sign(page: Page, *roles: str) -> None:
    """Draw a line for name, date and signature below one another, one for each role."""
    for role in roles:
        page.need(14)
        page.skip(9)
        rule(page.pdf, (page.left, page.y), (page.left + page.width * 0.7, page.y))
        page.line(f"{role}: name, date, signature", SMALL, grey=SOFT)
