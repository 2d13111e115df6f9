"""Files that are no plain ones are not waited for, and links do not lead out."""

import hashlib
import os
from pathlib import Path

import pytest

from experiments.input.plain import is_inside, read_bytes, read_text, refuse_odd_file, sha256_of
from sim.errors import ScenarioError


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfx")
    assert read_text(tmp_path / "a", 10) == "x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(ScenarioError, match="no regular file"):
        read_bytes(tmp_path / "a", 10)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/dev/zero")
    with pytest.raises(ScenarioError, match="no regular file"):
        read_bytes(tmp_path / "a", 10)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(ScenarioError, match="11 bytes"):
        read_bytes(tmp_path / "a", 10)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(ScenarioError, match="out of its folder"):
        refuse_odd_file(tmp_path / "folder" / "a", 10)
    assert not is_inside(tmp_path / "folder", tmp_path / "folder" / ".." / "outside")


def test_the_checksum_of_a_file_is_that_of_its_bytes_and_an_endless_one_has_none(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"some bytes")
    assert sha256_of(path, 10) == hashlib.sha256(b"some bytes").hexdigest()
    with pytest.raises(ScenarioError, match="at most 9 are read"):
        sha256_of(path, 9)
    path.unlink()
    os.mkfifo(path)
    for odd in (path, Path("/dev/zero"), tmp_path):
        with pytest.raises((ScenarioError, IsADirectoryError)):
            sha256_of(odd, 10)
