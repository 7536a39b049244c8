import pytest

from build_tools.builders.html.icons import inline, shapes


@pytest.mark.parametrize("name", ["magnifying-glass", "search", "github", "bars", "pencil-alt"])
def test_icons_are_found_by_name_and_alias(name: str) -> None:
    width, height, path = shapes()[name]
    assert int(width) > 0
    assert int(height) > 0
    assert path.startswith("M")


def test_of_two_styles_the_solid_one_is_drawn() -> None:
    assert shapes()["heart"][2].startswith("M47.6 300.4")


def test_an_element_becomes_a_drawing_with_its_classes() -> None:
    drawn = inline('<i class="fa-solid fa-sun fa-lg" data-mode="light"></i>')
    assert drawn.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="svg-inline--fa fa-solid fa-sun'
    )
    assert 'data-mode="light"' in drawn
    assert 'aria-hidden="true"' in drawn


@pytest.mark.parametrize(
    "html",
    ['<i class="fa-solid fa-no-such-icon"></i>', '<span class="fancy">text</span>', "<i>it</i>"],
)
def test_anything_else_is_left_alone(html: str) -> None:
    assert inline(html) == html
