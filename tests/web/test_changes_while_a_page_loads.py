"""A change between the making of a page and the opening of its stream is not lost."""

from webapp.live import Hub

TOPICS = frozenset({"worksheet:7"})


def waiting(hub, since, topics=TOPICS):
    return hub.open("guest", topics, since).take(0)


def test_a_page_made_before_the_change_is_told_when_it_listens():
    hub = Hub()
    made = hub.news
    hub.publish("worksheet:7", "worksheet", {"id": "7"}, change=True)
    assert b'"id": "7"' in waiting(hub, made)
    assert b'"id": "7"' in waiting(hub, made, frozenset({"worksheet"}))


def test_a_page_made_after_the_change_is_not_told_of_it_again():
    hub = Hub()
    hub.publish("worksheet:7", "worksheet", {"id": "7"}, change=True)
    assert waiting(hub, hub.news) == b""


def test_a_page_is_told_of_its_own_worksheet_only():
    hub = Hub()
    made = hub.news
    hub.publish("worksheet:8", "worksheet", {"id": "8"}, change=True)
    assert waiting(hub, made) == b""


def test_news_that_are_no_change_stay_with_those_who_listened():
    hub = Hub()
    made = hub.news
    hub.publish("worksheet:7", "weight", {"digits": "1.00"})
    assert waiting(hub, made) == b""


def test_a_page_made_before_a_restart_is_told_of_changes_after_it():
    before = Hub().news
    later = Hub()
    later.publish("worksheet:7", "worksheet", {"id": "7"}, change=True)
    assert waiting(later, before) != b""
