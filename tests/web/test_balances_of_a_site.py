"""A real installation: its own balance is entered, and nothing of the library is confirmed yet."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from compounding.cleanroom.models import BalanceCard
from compounding.ledger.database import open_database
from compounding.ledger.keys import Keys
from compounding.preparation.book import in_use, waiting_for_approval
from compounding.stock.figures import density
from compounding.stock.products import products_in_force
from webapp.cli import main
from webapp.installation import Installation

FORM = {
    "hood": "hood-2",
    "name": "Our balance",
    "line": "balance-7",
    "serial": "B123",
    "readability": "0.01",
    "repeatability": "0.015",
    "capacity": "3200",
    "calibration_due": "2027-06-30",
    "nominal_1": "20.00",
    "tolerance_1": "0.02",
    "nominal_2": "1000.00",
    "tolerance_2": "0.10",
    "light_balance": "0.01",
    "light_draught": "0.02",
    "light_handling": "0.025",
    "heavy_balance": "0.02",
    "heavy_draught": "0.05",
    "heavy_handling": "0.05",
    "density_relative": "0.004",
    "water_density_relative": "0.001",
    "source": "our repeatability test",
}


def cards(site):
    with site.database.reading() as session:
        return [card for card in session.scalars(select(BalanceCard)) if card.serial == "B123"]


def test_an_administrator_enters_a_balance_and_the_newest_card_is_in_force(site):
    admin = site.signed_in("admin")
    assert admin.send("/admin/balances", FORM).status_code == 303
    assert admin.send("/admin/balances", {**FORM, "readability": "0.1"}).status_code == 303
    assert [card.readability for card in cards(site)] == ["0.01 g", "0.1 g"]
    assert [w["nominal"] for w in cards(site)[0].check_weights] == ["20.00 g", "1000.00 g"]
    assert [card.repeatability for card in cards(site)] == ["0.015 g", "0.015 g"]
    page = admin.get("/admin/places").text
    assert "Our balance" in page
    assert "0.015 g" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("readability", "0"),
        ("readability", "-0.01"),
        ("readability", "NaN"),
        ("readability", ".01"),
        ("repeatability", ""),
        ("repeatability", "0"),
        ("repeatability", "-0.01"),
        ("repeatability", "0.01 g"),
        ("capacity", ""),
        ("calibration_due", "soon"),
        ("tolerance_1", "1e-2"),
        ("hood", "nowhere"),
        ("serial", ""),
    ],
)
def test_a_figure_that_is_no_figure_enters_no_balance(site, field, text):
    told = site.signed_in("admin").send("/admin/balances", {**FORM, field: text})
    assert told.status_code in {400, 404, 409, 422}
    assert cards(site) == []


def test_a_new_installation_brings_its_library_with_nothing_confirmed_or_approved(tmp_path):
    folder = tmp_path / "data"
    made = CliRunner().invoke(main, ["init", "--data", str(folder), "--facility", "Ours"])
    assert made.exit_code == 0, made.output
    installation = Installation.at(folder)
    url = installation.settings().database_url
    database = open_database(url, Keys.load(installation.keys))
    with database.reading() as session:
        assert in_use(session) == []
        assert len(waiting_for_approval(session)) == 2
        weighed = [p for p in products_in_force(session) if p.card.get("density")]
        assert weighed
        assert [p.code for p in weighed if density(session, p).confirmed] == []
    database.close()
