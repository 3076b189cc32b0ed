"""What is on file of a person who is clean and garbed, and whose training or media fill failed."""

from compounding.cleanroom.fitness import on_file


def failing(*, training=False, media_fill=False):
    """The card of the sample person, with what failed; every day of it is past in the tests."""
    file = on_file.resources.files("compounding.cleanroom.fitness").joinpath("sample.toml")
    text = file.read_text("utf-8")
    own = text[text.index("[person]") : text.index("\n[place.")]
    own = own.replace("[person.", "[").replace("2026-11-2", "2026-11-1")
    if training:
        own = own.replace("passed = true", "passed = false", 1)
    if media_fill:
        own = own.replace("growth = false", "growth = true", 1)
    return own
