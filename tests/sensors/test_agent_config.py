"""agent.toml: what is right is read, what is wrong is named with what to write."""

import pytest

from sensors.agent.config import load_config
from sensors.errors import ConfigWrong

RIGHT = """
agent = "hood-1"
server = "http://127.0.0.1:8080/"
token = "0123456789abcdef"

[[balance]]
line = "balance-1"
protocol = "mt-sics"
url = "socket://127.0.0.1:4001"

[[room]]
line = "room-1"
profile = "firstair-simulated-room"
url = "/dev/ttyUSB1"
"""


@pytest.fixture
def load(tmp_path):
    def load_text(text):
        path = tmp_path / "agent.toml"
        path.write_text(text, "utf-8")
        return load_config(path)

    return load_text


def test_a_right_file_is_read_with_its_defaults(load, tmp_path):
    config = load(RIGHT)
    assert config.server == "http://127.0.0.1:8080"
    assert config.spool == tmp_path / "spool.sqlite"
    assert config.balance[0].port.baud == 9600
    assert config.balance[0].settle_seconds == 2.0
    assert config.room[0].every == 5.0


def test_a_fingerprint_may_have_colons_and_capitals(load):
    colons = ":".join(["AB"] * 32)
    text = RIGHT.replace("[[balance]]", f'fingerprint = "{colons}"\n[[balance]]', 1)
    assert load(text).fingerprint == "ab" * 32


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ('agent = "hood-1"', "", "agent", "write agent ="),
        ('agent = "hood-1"', 'agent = "Hood 1"', "agent", "write agent ="),
        ('token = "0123456789abcdef"', 'token = "short"', "token", "write token ="),
        ("http://127.0.0.1:8080/", "http://10.0.0.5:8080", "server", "https is needed"),
        ("http://127.0.0.1:8080/", "firstair", "server", "not an address"),
        ('protocol = "mt-sics"', 'protocol = "sbi"', "balance.0.protocol", "mt-sics"),
        (
            'protocol = "mt-sics"',
            'protocol = "mt-sics"\nbuad = 9600',
            "balance.0.buad",
            "not permitted",
        ),
        (
            'protocol = "mt-sics"',
            'protocol = "mt-sics"\nbaud = "9600"',
            "balance.0.baud",
            "integer",
        ),
        ('url = "/dev/ttyUSB1"', "", "room.0.url", "COM3"),
        ('line = "room-1"', 'line = "balance-1"', "the file", "each line needs its own"),
    ],
)
def test_a_wrong_key_is_named_with_what_to_write(load, old, new, key, says):
    with pytest.raises(ConfigWrong, match="the agent does not start") as caught:
        load(RIGHT.replace(old, new, 1))
    assert "agent.toml" in str(caught.value)
    assert f"  {key}: " in str(caught.value)
    assert says in str(caught.value)


def test_every_wrong_key_is_told_at_once(load):
    with pytest.raises(ConfigWrong) as caught:
        load('agent = 1\nserver = "x"\n')
    assert str(caught.value).count("\n") == 3


@pytest.mark.parametrize(("seconds", "right"), [(0.99, False), (1.0, True), (1.01, True)])
def test_the_shortest_settle_time(load, seconds, right):
    text = RIGHT.replace('"mt-sics"', f'"mt-sics"\nsettle_seconds = {seconds}')
    if right:
        assert load(text)
    else:
        with pytest.raises(ConfigWrong, match="settle_seconds"):
            load(text)


def test_no_device_no_agent(load):
    with pytest.raises(ConfigWrong, match="names no device"):
        load(RIGHT.split("[[balance]]", maxsplit=1)[0])


def test_what_is_not_toml_or_not_there_is_told(load, tmp_path):
    with pytest.raises(ConfigWrong, match="not TOML"):
        load("agent = hood")
    with pytest.raises(ConfigWrong, match="cannot be read"):
        load_config(tmp_path / "nowhere.toml")


def test_the_token_never_stands_in_the_message(load):
    with pytest.raises(ConfigWrong) as caught:
        load(RIGHT.replace("0123456789abcdef", "secret-short"))
    assert "secret-short" not in str(caught.value)
