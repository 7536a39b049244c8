import pytest
from nbformat.v4 import new_code_cell, new_notebook

from build_tools.execute.client import CappedClient

LIMIT = 100


@pytest.fixture
def client():
    client = CappedClient(new_notebook(cells=[new_code_cell("x")]), output_limit=LIMIT)
    client.clear_before_next_output = False  # as nbclient sets it before it runs a cell
    return client


def send(client, kind, **content):
    message = {
        "msg_type": kind,
        "header": {"msg_type": kind},
        "parent_header": {},
        "content": content,
    }
    client.output(client.nb.cells[0].outputs, message, None, 0)
    return client.nb.cells[0].outputs


def stream(client, text, name="stdout"):
    return send(client, "stream", name=name, text=text)


def held(outputs):
    return sum(len(str(each)) for each in outputs)


def test_what_fits_is_kept(client):
    assert stream(client, "x" * LIMIT)[0]["text"] == "x" * LIMIT
    assert client.cut == set()


def test_a_flood_never_holds_more_than_the_limit(client):
    for _ in range(1000):
        outputs = stream(client, "x" * 50)
        assert held(outputs) < 4 * LIMIT
    assert client.cut == {0}


def test_one_huge_text_is_kept_up_to_the_limit(client):
    [only] = stream(client, "x" * 10**6)
    assert only["text"].startswith("x" * (LIMIT))
    assert only["text"].count("output cut here") == 1
    assert len(only["text"]) < 2 * LIMIT


def test_a_huge_image_is_replaced_by_the_notice(client):
    [only] = send(client, "display_data", data={"image/png": "A" * 10**6}, metadata={})
    assert only["output_type"] == "stream"
    assert "output cut here" in only["text"]


def test_an_error_is_always_kept(client):
    stream(client, "x" * 10**6)
    outputs = send(client, "error", ename="E", evalue="v", traceback=["t" * 500])
    assert outputs[-1]["ename"] == "E"


def test_what_is_cleared_does_not_count(client):
    for at in range(50):
        outputs = send(
            client, "display_data", data={"text/plain": f"frame {at:02} " * 5}, metadata={}
        )
        client.clear_output(outputs, {"parent_header": {}, "content": {"wait": True}}, 0)
    assert client.cut == set()
    assert "frame 49" in outputs[-1]["data"]["text/plain"]
    assert len(outputs) == 1
