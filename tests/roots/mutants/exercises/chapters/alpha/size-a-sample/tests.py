def test_the_law_holds(work):
    found = work.size(2.0, 5.0)
    assert found == 10.0, f"10 requests wait, not {found}"
