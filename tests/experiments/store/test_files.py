"""Files are whole or not there, and never take the place of what is no file."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.store.files import write_whole


def _device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 7))  # like /dev/full
    except PermissionError:
        pytest.skip("only an administrator makes devices")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # a whole path may be too long for one


def _link_to_device(path: Path) -> None:
    path.symlink_to("/dev/null")


@pytest.mark.parametrize("make", [os.mkfifo, _device, _socket, _link_to_device])
def test_a_device_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "there"
    make(path)
    before = path.lstat()
    with pytest.raises(OSError, match="a device or a pipe"):
        write_whole(path, "text")
    assert (path.lstat().st_mode, path.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_among_the_devices_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.store.files.DEVICES", tmp_path)
    (tmp_path / "redirected").write_text("so far")
    (tmp_path / "stdout").symlink_to("redirected")
    with pytest.raises(OSError, match="a device or a pipe"):
        write_whole(tmp_path / "stdout", "text")
    assert (tmp_path / "stdout").is_symlink()


def test_a_link_is_replaced_and_what_it_names_stays(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("theirs")
    for name in ("other", "nowhere"):
        link = tmp_path / f"link to {name}"
        link.symlink_to(name)
        write_whole(link, "ours")
        assert (link.is_symlink(), link.read_text()) == (False, "ours")
    assert (tmp_path / "other").read_text() == "theirs"
