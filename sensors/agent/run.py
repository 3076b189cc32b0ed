"""The agent: one thread for each device, one for the way to the server, and a spool between."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sensors.agent.balance_line import WatchedBalance
from sensors.agent.config import AgentConfig, load_config
from sensors.agent.connection import Connection
from sensors.agent.recorder import Recorder
from sensors.agent.room_line import WatchedRoom
from sensors.agent.spool import Spool
from sensors.agent.supervise import Watched, supervise
from sensors.agent.upload import Upload
from sensors.agent.witness import Witness

LOG = logging.getLogger(__name__)
FAREWELL = 2.0  # seconds the last readings may take to reach the server at the end


def run_agent(config_path: Path, stop: threading.Event) -> None:
    """Run until `stop` is set. Raises ConfigWrong, ProfileWrong or a SpoolError at the start."""
    config = load_config(config_path)
    devices = _devices(config, config_path.parent)
    spool = Spool(config.spool)
    recorder = Recorder(spool, stop)
    upload = Upload(
        config.agent,
        spool,
        Connection(config.server, config.token, config.fingerprint),
        witness=Witness(config.spool.parent),
        declare=recorder.declare,
    )
    recorder.declare("agent-started", f"{spool.last - spool.acknowledged} readings were waiting.")
    threads = [_thread(f"line-{d.line}", supervise, d, recorder, stop) for d in devices]
    uploading = _thread("upload", upload.run, stop)
    stop.wait()
    _end(threads, uploading, spool, upload)


def _devices(config: AgentConfig, beside: Path) -> list[Watched]:
    return [
        *(WatchedBalance(balance) for balance in config.balance),
        *(WatchedRoom(room, beside) for room in config.room),
    ]


def _thread(name: str, work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
    thread.start()
    return thread


def _end(
    threads: list[threading.Thread], uploading: threading.Thread, spool: Spool, upload: Upload
) -> None:
    """Let the devices go first, then send what they left, then close the file."""
    for thread in threads:
        thread.join(timeout=FAREWELL)
    spool.wake()
    uploading.join(timeout=FAREWELL)
    if not uploading.is_alive():
        upload.drain(FAREWELL)
    spool.close()
