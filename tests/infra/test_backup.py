"""What `jinwu backup` writes, `jinwu restore` brings back: wholly, or not at all."""

from __future__ import annotations

import io
import os
import tarfile

import psycopg
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(bureau):
    """A bureau with one row, one document and one file."""
    (bureau.home / "spool" / "ab").mkdir(parents=True)
    (bureau.home / "spool" / "ab" / "abcd").write_bytes(b"%PDF document")
    (bureau.home / "files").mkdir()
    (bureau.home / "files" / "photo.jpg").write_bytes(b"\xff\xd8 photo")
    _do(bureau, "CREATE TABLE note (text text); INSERT INTO note VALUES ('乙')")
    return bureau


def _do(bureau, query: str):
    with psycopg.connect(bureau.environment["DATABASE_URL"], autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def _backup(bureau, path):
    done = bureau.jinwu("backup", "-o", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_a_round_trip_brings_back_rows_documents_and_guards(filled, tmp_path):
    archive = _backup(filled, tmp_path / "backup.tar")
    assert archive.stat().st_mode & 0o777 == 0o600
    _do(filled, "UPDATE note SET text = 'changed'")
    (filled.home / "spool" / "ab" / "abcd").unlink()
    (filled.home / "files" / "later.jpg").write_bytes(b"later")

    done = filled.jinwu("restore", str(archive), "--replace")

    assert done.returncode == 0, done.stderr
    assert _do(filled, "SELECT text FROM note") == "乙"
    assert (filled.home / "spool" / "ab" / "abcd").read_bytes() == b"%PDF document"
    assert [path.name for path in (filled.home / "files").iterdir()] == ["photo.jpg"]
    assert "✓ The record's" in filled.jinwu("check").stdout
    with pytest.raises(psycopg.Error, match="refused"):
        _do(filled, "TRUNCATE record_entry CASCADE")


def test_a_database_with_data_is_not_overwritten_unasked(filled, tmp_path):
    archive = _backup(filled, tmp_path / "backup.tar")
    done = filled.jinwu("restore", str(archive))
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert _do(filled, "SELECT count(*) FROM note") == 1


def test_an_empty_database_needs_no_permission(filled, tmp_path):
    archive = _backup(filled, tmp_path / "backup.tar")
    _do(filled, "DROP SCHEMA public CASCADE")
    _do(filled, "CREATE SCHEMA public")
    done = filled.jinwu("restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert _do(filled, "SELECT text FROM note") == "乙"


def test_a_file_cut_short_or_changed_is_refused_before_anything_is_touched(filled, tmp_path):
    whole = _backup(filled, tmp_path / "backup.tar").read_bytes()
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:  # what only fills blocks up says nothing: members are hurt
        members = [one for one in archive if one.size]
    largest, last = max(members, key=lambda one: one.size), members[-1]
    flipped = bytearray(whole)
    flipped[largest.offset_data + largest.size // 3] ^= 1
    for content in (
        b"",
        whole[:700],
        whole[: len(whole) // 2],
        whole[: last.offset_data + last.size - 1],
        bytes(flipped),
        b"not an archive" * 90,
    ):
        damaged.write_bytes(content)
        done = filled.jinwu("restore", str(damaged), "--replace")
        assert done.returncode == 1
        assert "is not a whole backup" in done.stderr, (len(content), done.stderr)
    assert _do(filled, "SELECT text FROM note") == "乙"


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(filled, tmp_path):
    archive = _backup(filled, tmp_path / "backup.tar")
    _do(filled, "UPDATE note SET text = 'kept'")
    _do(filled, "CREATE SCHEMA other; CREATE TABLE other.note (n int)")
    tables = _do(filled, "SELECT count(*) FROM pg_tables")
    spoilt = tmp_path / "spoilt.tar"
    _spoil(archive, spoilt)
    done = filled.jinwu("restore", str(spoilt), "--replace")
    assert done.returncode == 1
    assert _do(filled, "SELECT text FROM note") == "kept"
    assert _do(filled, "SELECT count(*) FROM pg_tables") == tables


def _spoil(archive, spoilt):
    """The same archive around a dump that ends in the middle, with a manifest that fits it."""
    from jinwu.cli import archive as archives

    about = archives.check(archive).about
    folder = spoilt.with_suffix(".d")
    archives.extract(archive, folder)
    dump = (folder / "database.dump").read_bytes()
    (folder / "database.dump").write_bytes(dump[: len(dump) * 2 // 3])
    with archives.writing(spoilt) as writer:
        writer.add(folder / "database.dump", "database.dump")
        writer.finish({key: value for key, value in about.items() if key != "format"})


def test_a_backup_of_a_later_version_is_refused(filled, tmp_path):
    from jinwu.cli import archive as archives

    later = tmp_path / "later.tar"
    with archives.writing(later) as writer:
        writer.finish({"jinwu": "9.0", "migrations": ["record.0999_later"]})
    told = filled.jinwu("restore", str(later), "--replace").stderr
    assert "another version of Jinwu" in told
    assert "record.0999_later" in told


def test_a_member_that_would_leave_the_folder_is_refused(tmp_path):
    from jinwu.cli import archive as archives
    from jinwu.config.trouble import Trouble

    with archives.writing(tmp_path / "evil.tar") as writer:
        writer.add(tmp_path / os.devnull, "../outside")
        writer.finish({})
    with pytest.raises(Trouble):
        archives.check(tmp_path / "evil.tar")


def test_a_link_is_not_restored(tmp_path):
    from jinwu.cli import archive as archives
    from jinwu.config.trouble import Trouble

    path = tmp_path / "link.tar"
    with tarfile.open(path, "w") as tar:
        link = tarfile.TarInfo("spool")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)
    with pytest.raises(Trouble):
        archives.check(path)


def test_a_backup_does_not_overwrite_a_file(filled, tmp_path):
    (tmp_path / "there.tar").write_text("mine")
    done = filled.jinwu("backup", "-o", str(tmp_path / "there.tar"))
    assert done.returncode == 1
    assert (tmp_path / "there.tar").read_text() == "mine"


def test_a_restore_waits_until_nobody_is_connected(filled, tmp_path):
    archive = _backup(filled, tmp_path / "backup.tar")
    with psycopg.connect(filled.environment["DATABASE_URL"]) as connection:
        connection.execute("SELECT 1")
        assert "is in use" in filled.jinwu("restore", str(archive), "--replace").stderr
