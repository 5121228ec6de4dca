"""mpv's remote control: JSON lines over its socket (mpv's manual, "JSON IPC")."""

import socket
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

from tui.domain.text import visible

ANSWER_TIMEOUT = 1.0
"""Seconds in which mpv must answer one request."""

START_TIMEOUT = 3.0
"""Seconds that a starting mpv is given to open its socket."""

_UNAVAILABLE = "property unavailable"
_LINE_LIMIT = 1_000_000
"""Bytes of one line of mpv's at most: more is no answer of mpv's."""


class RemoteError(Exception):
    """mpv could not be reached or refused; the text is one line for the user, safe for a terminal."""

    def __init__(self, line: str) -> None:
        super().__init__(visible(line))


class _Message(msgspec.Struct):
    """An answer or an event of mpv; an event has no `request_id` of ours."""

    request_id: int = 0
    error: str = ""
    data: Any = None


class MpvRemote:
    """Controls one mpv through its socket.

    Connects at the first request and waits for a starting mpv. Every method may take `START_TIMEOUT` and
    `ANSWER_TIMEOUT` at worst, and raises `RemoteError` where mpv is gone, silent or refuses; call them off
    the keyboard's thread. Safe to share between threads.
    """

    def __init__(self, path: Path) -> None:
        """Control the mpv that listens (or will listen) at this path."""
        self._path = path
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._unread = b""
        self._last_id = 0

    def position(self) -> float | None:
        """Where playing is, in seconds; None while nothing is loaded."""
        return self._number("time-pos")

    def duration(self) -> float | None:
        """How long the file is, in seconds; None while that is unknown."""
        return self._number("duration")

    def speed(self) -> float | None:
        """How many times faster than recorded it plays."""
        return self._number("speed")

    def is_paused(self) -> bool:
        """Whether it is paused."""
        return self._request("get_property", "pause") is True

    def pause(self, paused: bool = True) -> None:
        """Pause, or go on (`paused` False)."""
        self._request("set_property", "pause", paused)

    def toggle_pause(self) -> None:
        """Pause where it plays, go on where it is paused."""
        self._request("cycle", "pause")

    def seek(self, seconds: float) -> None:
        """Go to this second from the beginning, exactly."""
        self._request("seek", seconds, "absolute+exact")

    def skip(self, seconds: float) -> None:
        """Go forward by so many seconds, or back (negative), exactly."""
        self._request("seek", seconds, "relative+exact")

    def set_speed(self, speed: float) -> None:
        """Play so many times faster than recorded (0.01 to 100)."""
        self._request("set_property", "speed", speed)

    def quit(self) -> None:
        """End mpv."""
        self._request("quit")
        self.close()

    def close(self) -> None:
        """Let go of the connection; the next request makes a new one."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._unread = b""

    def _number(self, name: str) -> float | None:
        value = self._request("get_property", name)
        return float(value) if isinstance(value, int | float) else None

    def _request(self, *command: object) -> Any:
        """What mpv answers to the command; None where a property has no value yet."""
        with self._lock:
            try:
                answer = self._exchange(command)
            except (OSError, msgspec.DecodeError) as error:
                self._drop()
                raise RemoteError(f"mpv does not answer ({_why(error)})") from None
        if answer.error == _UNAVAILABLE:
            return None
        if answer.error != "success":
            raise RemoteError(f"mpv refused {command[0]}: {answer.error}")
        return answer.data

    def _exchange(self, command: tuple[object, ...]) -> _Message:
        link = self._connected()
        self._last_id += 1
        link.sendall(msgspec.json.encode({"command": command, "request_id": self._last_id}) + b"\n")
        end = time.monotonic() + ANSWER_TIMEOUT
        while True:
            line = self._read_line(link, end)
            message = msgspec.json.decode(line, type=_Message)
            if message.request_id == self._last_id and message.error:
                return message

    def _connected(self) -> socket.socket:
        if self._socket is not None:
            return self._socket
        end = time.monotonic() + START_TIMEOUT
        while True:
            link = socket.socket(socket.AF_UNIX)
            try:
                link.settimeout(ANSWER_TIMEOUT)
                link.connect(str(self._path))
            except (FileNotFoundError, ConnectionRefusedError):
                link.close()
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)
            except BaseException:
                link.close()
                raise
            else:
                self._socket = link
                return link

    def _read_line(self, link: socket.socket, end: float) -> bytes:
        while b"\n" not in self._unread:
            left = end - time.monotonic()
            if left <= 0 or len(self._unread) > _LINE_LIMIT:
                raise TimeoutError("no answer")
            link.settimeout(left)
            chunk = link.recv(65_536)
            if not chunk:
                raise ConnectionResetError("it has ended")
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError | ConnectionError):
        return "it has ended"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error)
