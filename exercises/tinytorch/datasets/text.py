"""Eight plays by Shakespeare become one long string to train on and one to be tested on."""

from dataclasses import dataclass

from tinytorch.datasets.store import load


@dataclass(frozen=True)
class Text:
    """Plain ASCII text; ``titles`` names the plays in the order in which they follow each other."""

    name: str
    train: str
    test: str
    titles: tuple[str, ...]
    source: str
    licence: str

    def __repr__(self) -> str:
        return (
            f"Text({self.name}: {len(self.train):,} train + {len(self.test):,} test characters, "
            f"{len(set(self.train))} distinct, {len(self.titles)} plays)"
        )


def shakespeare() -> Text:
    """Hamlet, Macbeth, Lear, Othello, Romeo, Tempest, Dream and Merchant: 1.03 million characters.

    The last tenth of each play, from a line's start, is held out. Headers and lists of characters
    are removed. Every character is printable ASCII or a newline.

    Source: the plays' editions of 1998 at Project Gutenberg (numbers in docs/data.md).
    """
    arrays = load("shakespeare.npz")
    return Text(
        name="shakespeare",
        train=arrays["train"].tobytes().decode("ascii"),
        test=arrays["test"].tobytes().decode("ascii"),
        titles=tuple(str(title) for title in arrays["titles"]),
        source="William Shakespeare, eight plays, Project Gutenberg etexts 2ws16-2ws41, "
        "by way of the package shakespeare 0.6",
        licence="public domain",
    )
