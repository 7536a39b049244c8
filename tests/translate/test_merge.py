from pathlib import Path

from babel.messages.catalog import Catalog

from build_tools.core.edition import Edition
from build_tools.translate.catalog import parse, read, write
from build_tools.translate.merge import Source, merged

JA = Edition(code="ja", html="ja", sphinx="ja", name="日本語")
LONG = "A queue grows when work arrives faster than it leaves the server."
CHANGED = "A queue grows when work arrives faster than it leaves the system."


def old() -> Catalog:
    found = Catalog(locale="ja")
    found.add("Queues", "待ち行列")
    found.add(LONG, "待ち行列は伸びる。")
    return found


def test_what_is_equal_keeps_its_translation_in_the_order_of_the_page() -> None:
    new = merged([Source(LONG, ("a.md",)), Source("Queues", ("a.md",))], old(), JA, "book")
    assert [(each.id, each.string) for each in new if each.id] == [
        (LONG, "待ち行列は伸びる。"),
        ("Queues", "待ち行列"),
    ]
    assert not any(each.fuzzy for each in new if each.id)


def test_a_changed_text_keeps_its_translation_as_fuzzy() -> None:
    new = merged([Source(CHANGED)], old(), JA, "book")
    entry = new[CHANGED]
    assert (entry.string, entry.fuzzy) == ("待ち行列は伸びる。", True)
    assert list(entry.previous_id) == [LONG]


def test_a_text_changed_twice_remembers_the_english_that_was_translated() -> None:
    once = merged([Source(CHANGED)], old(), JA, "book")
    again = CHANGED.replace("grows", "becomes longer")
    twice = merged([Source(again)], once, JA, "book")
    assert list(twice[again].previous_id) == [LONG]


def test_another_text_gets_no_translation_of_a_stranger() -> None:
    new = merged([Source("Something else altogether, and at some length.")], old(), JA, "book")
    assert all(each.string == "" for each in new if each.id)


def test_what_is_gone_is_kept_and_returns() -> None:
    without = merged([Source("Queues")], old(), JA, "book")
    assert LONG in without.obsolete
    back = merged([Source("Queues"), Source(LONG)], without, JA, "book")
    assert back[LONG].string == "待ち行列は伸びる。"
    assert not back.obsolete


def test_one_text_on_two_places_is_one_message() -> None:
    new = merged([Source("Queues", ("a.md",)), Source("Queues", ("b.md",))], None, JA, "book")
    (entry,) = (each for each in new if each.id)
    assert [name for name, _ in entry.locations] == ["a.md", "b.md"]


def test_what_a_fuzzy_entry_was_made_from_survives_the_file(tmp_path: Path) -> None:
    long = LONG + ' It says "wait" ' + "and waits, " * 30
    older = Catalog(locale="ja")
    older.add(long, "待ち行列は伸びる。")
    path = tmp_path / "a.po"
    write(path, merged([Source(long + "again.")], older, JA, "book"))
    (message,) = read(path)
    assert (message.fuzzy, message.previous) == (True, long)
    again = merged([Source(long + "again.")], parse(path.read_bytes(), path), JA, "book")
    assert not write(path, again)
