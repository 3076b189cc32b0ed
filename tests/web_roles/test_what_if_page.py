"""What each fact would change in the dates, for the pharmacist alone."""

from tests.web_roles.walking import number_of, to_the_hood, typed_in


def test_a_pharmacist_sees_what_each_fact_would_change(site, technician, pharmacist):
    number = number_of(to_the_hood(site, technician, pharmacist))
    page = pharmacist.see(f"/check/{number}/what-if")
    assert "Passed sterility test" in page
    assert "30 days at room temperature, 45 refrigerated, if stability allows" in page
    assert "Made in a segregated area" in page
    assert "12 h at room temperature" in page
    assert "Nothing here is recorded" in page


def test_looking_records_nothing(site, technician, pharmacist):
    number = number_of(to_the_hood(site, technician, pharmacist))
    before = site.world.record(number)
    pharmacist.see(f"/check/{number}/what-if")
    assert site.world.record(number) == before


def test_the_record_leads_there_and_tells_category_and_fitness(site, technician, pharmacist):
    number = number_of(to_the_hood(site, technician, pharmacist))
    page = pharmacist.see(f"/check/{number}/record")
    assert f"/check/{number}/what-if" in page
    assert "Category 2" in page
    assert "Fit to begin" in page
    assert "sample data, for no patient" in page


def test_before_staging_there_is_nothing_to_ask(technician, pharmacist):
    number = number_of(typed_in(technician, pharmacist))
    assert "Nothing is staged yet" in pharmacist.see(f"/check/{number}/what-if")


def test_the_technician_may_not_ask(site, technician, pharmacist):
    number = number_of(to_the_hood(site, technician, pharmacist))
    technician.see(f"/check/{number}/what-if", status=403)


def test_the_check_page_shows_how_the_date_was_derived(site, technician, pharmacist):
    number = number_of(to_the_hood(site, technician, pharmacist))
    page = pharmacist.see(f"/check/{number}")
    assert "Scans and weights so far" in page
    assert "Category 2. Decided by:" in page
    assert "Every reason" in page
    assert "BUD-3" in page
    assert "Fit to begin" in page
    assert f"/check/{number}/what-if" in page
