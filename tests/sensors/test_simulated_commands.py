"""The simulated instruments as the command line runs them."""

import threading

import pytest

from sensors.errors import ConfigWrong
from sensors.line import Line, Port
from sensors.simulated.command import simulate_balance, simulate_room
from tests.sensors.conftest import until


def test_a_balance_listens_obeys_and_quits():
    said = []
    words = [
        "place 20.00\n",
        "\n",
        "dance\n",
        "place x\n",
        "place nan\n",
        "fault melt\n",
        "add 1\n",
        "remove\n",
        "clear\n",
        "quit\n",
    ]
    simulate_balance("mt-sics", "127.0.0.1:0", words=words, say=said.append)
    assert said[0].startswith("socket://127.0.0.1:")
    assert [line.partition(":")[0] for line in said[1:]] == [
        "ok",
        *["not understood"] * 4,
        "ok",
        "ok",
        "ok",
    ]


def test_the_end_of_the_words_is_not_the_end_of_the_balance():
    stop, said = threading.Event(), []
    runner = threading.Thread(
        target=simulate_balance,
        args=("mt-sics", "127.0.0.1:0", "overload"),
        kwargs={"say": said.append, "stop": stop},
    )
    runner.start()
    line = Line(Port(until(lambda: said)[0].split()[0]))
    line.send(b"SI\r\n")
    assert until(lambda: line.read(0.2)).raw == b"S +\r\n"
    line.close()
    stop.set()
    runner.join(timeout=3)
    assert not runner.is_alive()


def test_a_room_listens_obeys_and_quits():
    said = []
    words = ["set temperature 21.5\n", "set mood 1\n", "fault nan\n", "clear\n", "quit\n"]
    simulate_room("firstair-simulated-room", "127.0.0.1:0", words=words, say=said.append)
    assert [line.partition(":")[0] for line in said[1:]] == ["ok", "not understood", "ok", "ok"]


@pytest.mark.parametrize(
    ("protocol", "listen", "fault", "says"),
    [
        ("sbi", "127.0.0.1:0", "", "Write mt-sics"),
        ("mt-sics", "nowhere", "", "HOST:PORT"),
        ("mt-sics", "127.0.0.1:x", "", "HOST:PORT"),
        ("mt-sics", "127.0.0.1:0", "melt", "Write one of"),
    ],
)
def test_what_cannot_be_simulated_says_what_to_write(protocol, listen, fault, says):
    with pytest.raises(ConfigWrong, match=says):
        simulate_balance(protocol, listen, fault)
