"""Room instruments: registers, published frames, and conversations on real lines."""

import os
import socket
import threading
from decimal import Decimal

import pytest
from pymodbus.framer import FramerRTU
from pymodbus.pdu import DecodePDU

from sensors.errors import FrameRefused, LineError, LineNotOpened, LineSilent, ProfileWrong
from sensors.line import Port
from sensors.qualification import cases as published
from sensors.qualification import wire_bytes
from sensors.reading import Quantity
from sensors.rooms.modbus import ModbusRoom, decode
from sensors.rooms.profile import Point, Profile, load_profile
from sensors.simulated.room import SimulatedRoom, crc
from tests.sensors.conftest import until

CASES = {case["id"]: case for case in published("modbus")}
RTU = [name for name, case in CASES.items() if case["protocol"] == "modbus-rtu"]
ROOM = load_profile("firstair-simulated-room")
TEMPERATURE, HUMIDITY, PRESSURE = ROOM.point
FLOAT = Point(
    quantity=Quantity.HUMIDITY,
    address=1,
    type="float32",
    word_order="low first",
    decimals=2,
    unit="percent",
    low="0",
    high="100",
)


def profile_of(point, **changes):
    given = {"name": "test", "source": "test", "seen": False, "unit_id": 1}
    given |= {"function": 3, "address_base": 0, "point": (point,)}
    return Profile(**(given | changes))


@pytest.mark.parametrize("case_id", RTU)
def test_the_checksum_of_every_published_frame(case_id):
    raw = wire_bytes(CASES[case_id])
    right = crc(raw[:-2]) == raw[-2:]
    assert right is not CASES[case_id]["must_reject"]
    assert FramerRTU.check_CRC(raw[:-2], int.from_bytes(raw[-2:], "big")) is right


@pytest.fixture
def scripted():
    """A pseudo-terminal whose far end answers one question with given bytes."""
    pty, tty = pytest.importorskip("pty"), pytest.importorskip("tty")
    near, far = pty.openpty()
    tty.setraw(near)
    tty.setraw(far)
    asked = []

    def answer_with(reply, length=8):
        def serve():
            question = b""
            while len(question) < length:
                question += os.read(near, 64)
            asked.append(question)
            os.write(near, reply)

        threading.Thread(target=serve, daemon=True).start()
        return os.ttyname(far), asked

    yield answer_with
    os.close(near)
    os.close(far)


def test_a_question_leaves_as_the_published_frame_with_the_corrected_checksum(scripted):
    url, asked = scripted(b"")
    profile = profile_of(FLOAT.model_copy(update={"address": 25}), unit_id=245)
    room = ModbusRoom(Port(url), profile)
    with pytest.raises(LineSilent):
        room.measure(profile.point[0])
    assert asked == [wire_bytes(CASES["modbus-ee-req-f5"])]
    room.close()


def test_a_question_over_tcp_leaves_as_the_published_frame():
    case = CASES["modbus-tcp-req"]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        profile = profile_of(FLOAT.model_copy(update={"address": case["expect"]["addr"]}))
        room = ModbusRoom(Port(url), profile)
        with listener.accept()[0] as peer:
            with pytest.raises(LineSilent):
                room.measure(profile.point[0])
            assert peer.recv(64) == wire_bytes(case)
        room.close()


def test_the_published_pdu_is_unpacked():
    case = CASES["modbus-pdu-rsp"]
    assert DecodePDU(False).decode(wire_bytes(case)).registers == case["expect"]["registers"]


def test_a_published_answer_is_read_low_word_first(scripted):
    raw = wire_bytes(CASES["modbus-vaisala-rsp"])
    url, _ = scripted(raw)
    room = ModbusRoom(Port(url), profile_of(FLOAT, unit_id=240))
    measured = room.measure(FLOAT)
    assert measured.digits == CASES["modbus-vaisala-rsp"]["expect"]["float32"] == "30.56"
    assert measured.raw == raw
    room.close()


def test_input_registers_are_asked_where_the_profile_says_so(scripted):
    url, asked = scripted(wire_bytes(CASES["modbus-tsi-rsp"]))
    point = Point(
        quantity="pressure",
        address=0,
        type="int16",
        scale="0.00001",
        unit="in_wc",
        low="-1",
        high="1",
    )
    room = ModbusRoom(Port(url), profile_of(point, function=4))
    assert Decimal(room.measure(point).digits) == Decimal(
        CASES["modbus-tsi-rsp"]["expect"]["inH2O"]
    )
    assert asked == [wire_bytes(CASES["modbus-tsi-req"])]
    room.close()


def test_the_published_registers_are_decoded():
    words = bytes.fromhex(CASES["vaisala-test-float"]["hex"])
    registers = [int.from_bytes(words[:2], "big"), int.from_bytes(words[2:], "big")]
    point = FLOAT.model_copy(update={"low": Decimal(-200)})
    assert decode(point, registers) == "-123.45"
    for case_id in ("vaisala-int16-8000", "vaisala-int16-8001"):
        with pytest.raises(FrameRefused, match="The instrument says"):
            decode(TEMPERATURE, [int(CASES[case_id]["hex"], 16)])


def test_a_register_numbered_from_one_travels_one_less():
    case = CASES["comet-addr"]["expect"]
    point = TEMPERATURE.model_copy(update={"address": int(case["doc_register"], 16)})
    assert ROOM.wire_address(point) == int(case["wire_address"], 16)


@pytest.mark.parametrize(
    ("register", "digits"),
    [(2134, "21.34"), (0, "0.00"), (0xFFFF, "-0.01"), (2100, "21.00"), (8000, "80.00")],
)
def test_integers_keep_the_digits_of_their_scale(register, digits):
    assert decode(TEMPERATURE, [register]) == digits


@pytest.mark.parametrize(("register", "right"), [(7999, True), (8000, True), (8001, False)])
def test_the_range_just_under_at_and_just_over(register, right):
    if right:
        assert decode(TEMPERATURE, [register])
    else:
        with pytest.raises(FrameRefused, match="outside what this instrument can measure"):
            decode(TEMPERATURE, [register])


@pytest.mark.parametrize(
    "registers",
    [[0, 0x7FC0], [0, 0x7F80], [0, 0xFF80], [0xFFFF, 0xFFFF], [0xFFFF, 0x7F7F], [0, 0x4330], [0]],
)
def test_a_float_that_is_no_number_or_far_off_is_refused(registers):
    with pytest.raises(FrameRefused):
        decode(FLOAT, registers)


def test_a_profile_never_seen_on_the_real_instrument_says_so():
    assert "never seen on the real instrument" in load_profile("vaisala-hmdw110").never_seen
    assert ROOM.never_seen == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unit = "degC"', 'unit = "degF"'),
        ('low = "-40"', 'low = "80"'),
        ('scale = "0.01"', "scale = 0.01"),
        ("function = 3", "function = 6"),
        ('type = "int16"', 'type = "float32"'),
        ('name = "SIMULATED room"', "nmae = 1"),
        ("unit_id = 1", "unit_id ="),
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(tmp_path, old, new):
    from importlib import resources

    text = resources.files("sensors").joinpath("profiles/firstair-simulated-room.toml").read_text()
    (tmp_path / "wrong.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(ProfileWrong, match="No reading is taken"):
        load_profile("wrong.toml", tmp_path)


def test_an_unknown_profile_is_refused():
    with pytest.raises(ProfileWrong):
        load_profile("no-such-instrument")


on_every_line = pytest.mark.parametrize("room", ["open_pty", "listen", "listen_tcp"], indirect=True)


@pytest.fixture
def room(request):
    simulated = SimulatedRoom()
    getattr(simulated, getattr(request, "param", "listen_tcp"))()
    yield simulated
    simulated.close()


@pytest.fixture
def probe(room):
    conversation = ModbusRoom(Port(room.url, baud=115_200), ROOM)
    yield conversation
    conversation.close()


@on_every_line
def test_a_room_says_temperature_humidity_and_pressure(room, probe):
    room.set(temperature=Decimal("19.87"), humidity=Decimal("44.1"), pressure=Decimal("-0.0123"))
    assert [probe.measure(point).digits for point in ROOM.point] == ["19.87", "44.10", "-0.0123"]


@pytest.mark.parametrize("fault", ["exception", "nan"])
def test_an_answer_without_a_value_is_refused_and_its_bytes_kept(room, probe, fault):
    room.fault(fault)
    with pytest.raises(FrameRefused) as caught:
        probe.measure(TEMPERATURE)
    assert caught.value.raw
    room.clear()
    assert probe.measure(TEMPERATURE).digits == "20.00"


@pytest.mark.parametrize("fault", ["garbage", "wrong-crc"])
@pytest.mark.parametrize("room", ["open_pty"], indirect=True)
def test_a_damaged_answer_is_never_a_number(room, probe, fault):
    room.fault(fault)
    with pytest.raises(FrameRefused, match="damaged"):
        probe.measure(TEMPERATURE)
    room.clear()
    assert probe.measure(TEMPERATURE).digits == "20.00"
    probe.close()
    room.close()


@on_every_line
def test_silence_is_silence(room, probe):
    room.fault("silent")
    with pytest.raises(LineSilent, match="not held on"):
        probe.measure(TEMPERATURE)


def test_another_unit_is_not_answered(room):
    probe = ModbusRoom(Port(room.url), ROOM, unit_id=9)
    with pytest.raises(LineSilent):
        probe.measure(TEMPERATURE)
    probe.close()


@on_every_line
def test_an_unplugged_room_is_lost_and_comes_back(room, probe):
    room.fault("unplug")
    with pytest.raises(LineError):
        until(lambda: probe.measure(TEMPERATURE) and None)
    room.replug()
    again = ModbusRoom(Port(room.url, baud=115_200), ROOM)
    assert again.measure(TEMPERATURE).digits == "20.00"
    again.close()


def test_a_port_that_is_not_there_is_told():
    with pytest.raises(LineNotOpened):
        ModbusRoom(Port("/dev/no-such-port"), ROOM)
    with pytest.raises(LineNotOpened):
        ModbusRoom(Port("tcp://127.0.0.1:1"), ROOM)


def test_only_a_simulated_profile_is_simulated():
    with pytest.raises(ProfileWrong):
        SimulatedRoom("vaisala-hmdw110")
