"""What can go wrong at the front door.

WebError
├── InstallationError
│   ├── NotInstalled          no First Air in this data folder
│   ├── AlreadyInstalled      a second init would overwrite keys
│   └── SettingsUnreadable    firstair.toml says something we cannot read
├── ServerError
│   ├── UnsafeBind            clear text to other machines
│   └── PortTaken             another program listens there
├── Refused                   answered with an error page
│   ├── NotNow                409: the thing has moved on since the page was shown
│   └── BadRequestText        400: what arrived cannot be read
├── BadWords                  the command line was given words it cannot read
└── TooManyStreams            one browser holds too many live connections

Each says what happened, what it means for the work in hand, and what to do next.
"""


class WebError(Exception):
    """The root; three sentences for a person."""

    def __init__(self, what: str, meaning: str, do: str) -> None:
        super().__init__(f"{what} {meaning} {do}")
        self.what = what
        self.meaning = meaning
        self.do = do


class InstallationError(WebError):
    """The data folder is not as it must be."""


class NotInstalled(InstallationError):
    """No First Air lives in this folder."""


class AlreadyInstalled(InstallationError):
    """A First Air lives here already."""


class SettingsUnreadable(InstallationError):
    """firstair.toml cannot be used."""


class ServerError(WebError):
    """The server did not start."""


class UnsafeBind(ServerError):
    """Other machines would talk to this one in clear text."""


class PortTaken(ServerError):
    """Another program listens on the port."""


class Refused(WebError):
    """A request that is answered with an error page."""

    status = 400


class NotNow(Refused):
    """The thing has changed since the page was shown."""

    status = 409


class BadRequestText(Refused):
    """What arrived cannot be read."""


class BadWords(WebError):
    """Words of a command cannot be read."""


class TooManyStreams(WebError):
    """One browser holds more live connections than it may."""
