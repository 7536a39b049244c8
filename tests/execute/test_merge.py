from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from build_tools.execute.merge import apply_outputs
from build_tools.execute.store import Executed


def executed(*sources):
    cells = [
        new_code_cell(each, outputs=[new_output("stream", text=f"out {each}")]) for each in sources
    ]
    notebook = new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    return Executed("a", notebook, "f", {}, [], 1.0, {}, "", True)


def merged(stored, *cells):
    notebook = new_notebook(cells=list(cells))
    left = apply_outputs(notebook, stored)
    texts = ["".join(o["text"] for o in c.outputs) for c in notebook.cells if "outputs" in c]
    return texts, left, notebook


def test_each_cell_gets_its_outputs_around_prose():
    texts, left, notebook = merged(
        executed("a", "b"), new_code_cell("a\n"), new_markdown_cell("x"), new_code_cell("b")
    )
    assert (texts, left) == (["out a", "out b"], [])
    assert notebook.metadata["language_info"] == {"name": "python"}


def test_a_changed_cell_stands_without_outputs_and_the_others_keep_theirs():
    cells = [new_code_cell(each) for each in ("new", "a", "changed", "c")]
    texts, left, _ = merged(executed("a", "b", "c"), *cells)
    assert (texts, left) == (["", "out a", "", "out c"], [1, 3])


def test_outputs_are_copies():
    stored = executed("a")
    _, _, notebook = merged(stored, new_code_cell("a"))
    notebook.cells[0].outputs[0]["text"] = "changed"
    assert stored.notebook.cells[0].outputs[0]["text"] == "out a"
