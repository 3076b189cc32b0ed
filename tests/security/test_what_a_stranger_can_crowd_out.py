"""What needs no login may be used up; the work goes on."""

import pytest

from webapp.errors import AlreadyInstalled, TooManyStreams
from webapp.installation import lay
from webapp.live import STREAMS_OF_BOARDS, Hub

ROOM = frozenset({"room"})


def test_open_boards_leave_room_for_the_live_weights():
    hub = Hub()
    for number in range(STREAMS_OF_BOARDS):
        hub.open(f"board 192.0.2.{number}", ROOM, board=True)
    with pytest.raises(TooManyStreams):
        hub.open("board 198.51.100.1", ROOM, board=True)
    hub.open("technician", frozenset({"weight"}))
    assert hub.open_streams() == STREAMS_OF_BOARDS + 1


def test_a_lost_settings_file_is_no_leave_to_begin_anew(tmp_path):
    made = lay(tmp_path / "data", "Sample Pharmacy", "UTC")
    made.keys.mkdir()
    (made.keys / "signing.key").write_text("kept")
    secret = made.secret_file.read_bytes()
    made.settings_file.unlink()
    with pytest.raises(AlreadyInstalled):
        lay(tmp_path / "data", "Another", "UTC")
    assert made.secret_file.read_bytes() == secret
    assert not made.settings_file.exists()
