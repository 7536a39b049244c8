import os

import pytest

from build_tools.execute.memo import Memo


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / "file"
    path.write_text("one")
    old = path.stat().st_mtime_ns - 10**9
    os.utime(path, ns=(old, old))
    calls = []

    def ask(settings=""):
        memo = Memo(tmp_path / "memo.json", settings)

        def answer(each):
            calls.append(each)
            return each.read_text()

        found = memo.ask("text", path, answer)
        memo.save()
        return found

    ask.calls, ask.path, ask.memo = calls, path, tmp_path / "memo.json"
    return ask


def test_an_unchanged_file_is_not_read_again(asked):
    assert [asked(), asked()] == ["one", "one"]
    assert len(asked.calls) == 1


def test_a_changed_file_is_read_again(asked):
    asked()
    asked.path.write_text("two")
    assert asked() == "two"


def test_a_change_within_one_tick_of_the_clock_is_noticed(asked):
    asked.path.write_text("two")
    assert asked() == "two"
    stat = asked.path.stat()
    asked.path.write_text("six")
    os.utime(asked.path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert asked() == "six"


def test_other_settings_forget(asked):
    asked()
    asked("other")
    assert len(asked.calls) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', '{"entries": 3}', "\x00"])
def test_a_damaged_memo_is_made_again(asked, damage):
    asked()
    asked.memo.write_text(damage)
    assert asked() == "one"


def test_damaged_entries_are_dropped(asked):
    asked()
    text = asked.memo.read_text()
    asked.memo.write_text(text.replace('"one"]', '"one", 4]'))
    assert asked() == "one"
    assert len(asked.calls) == 2
