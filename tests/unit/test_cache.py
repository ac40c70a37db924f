from builder.cache import Store, digest


def test_what_is_kept_comes_back_and_damage_counts_as_absent(tmp_path):
    """An entry carries the digest of its own bytes."""
    store = Store(tmp_path)
    key = digest("a", 1)
    store.put(key, b"body")

    assert store.get(key) == b"body"
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1] + b"X")
    assert store.get(key) is None


def test_keys_tell_values_and_their_borders_apart():
    """Neither order nor joining of parts can make two keys one."""
    keys = {digest("ab", "c"), digest("a", "bc"), digest("c", "ab"), digest(b"ab", "c")}

    assert len(keys) == 4


def test_a_store_without_a_folder_keeps_nothing():
    """--no-cache reads and writes nothing."""
    store = Store(None)
    store.put("k", b"x")

    assert store.get("k") is None
    assert store.size() == (0, 0)
