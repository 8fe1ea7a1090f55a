"""What members send and what they get.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, NotRequired, TypedDict

from pegel.http.shape import Flag, Text

EMAIL = Text(
    "E-mail address", pattern=r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,63}", fix="must be an e-mail address"
)
PASSWORD = Text(
    "At least 12 characters", pattern=r"(?s).{12,256}", fix="must have at least 12 characters, at most 256"
)
NAME = Text(
    "Name of the public page: 2 to 30 of a–z, 0–9 and -, not at either end",
    pattern=r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])",
    fix="must be 2 to 30 of a-z, 0-9 and -, and begin and end with a letter or a digit",
)
REGION = Text(
    "ISO 3166-1 alpha-2 country, such as DE",
    pattern=r"[A-Z]{2}",
    fix="must be a country by ISO 3166-1, two capital letters such as DE",
)
LANGUAGE = Text("Language of mails and of the page", one_of=("en", "de"))

NetworkName = Annotated[str, Text("Name of a network: mastodon, bluesky, github")]
AccountId = Annotated[str, Text("The network's own id of the account, as GET /v3/me/accounts gives it")]
Handle = Annotated[str, Text("The account's name there, such as `@mira@pegel.example`")]
Time = Annotated[str, Text("UTC, RFC 3339")]


class Signup(TypedDict):
    """What it takes to join."""

    email: Annotated[str, EMAIL]
    password: Annotated[str, PASSWORD]


class Next(TypedDict):
    """What to do next."""

    next: Annotated[str, Text("`confirm`: send the code from the mail; `session`: sign in")]


class Confirmation(TypedDict):
    """The code from the mail."""

    email: Annotated[str, EMAIL]
    code: Annotated[
        str,
        Text(
            "Six digits from the mail", pattern=r"\s*[0-9]{6}\s*", fix="must be the six digits from the mail"
        ),
    ]


class Credentials(TypedDict):
    """E-mail and password."""

    email: Annotated[str, EMAIL]
    password: Annotated[str, Text("The password", longest=256)]


class Session(TypedDict):
    """A token for the next minutes. The cookie that comes with it renews it."""

    access_token: Annotated[str, Text("Send it as Authorization: Bearer …; keep it in memory only")]
    expires_in: Annotated[int, Text("Seconds that it lasts")]
    token_type: Annotated[str, Text("Always Bearer")]


class Consent(TypedDict):
    """A consent that was given."""

    version: Annotated[str, Text("Version of the wording that was agreed to")]
    given_at: Time


class Profile(TypedDict):
    """A member, as they see themselves."""

    id: Annotated[str, Text("The member's id")]
    name: Annotated[str | None, Text("Name of the public page; null until chosen")]
    display_name: Annotated[str, Text("Name as the member writes it")]
    language: Annotated[str, LANGUAGE]
    region: Annotated[str | None, REGION]
    public: Annotated[bool, Flag("Whether the page is public")]
    consents: Annotated[dict[str, Consent], Text("Consents that are given, by name")]
    joined_at: Annotated[str | None, Text("UTC, RFC 3339; null until the first change")]


class Consents(TypedDict, total=False):
    """Each consent one by one: true gives it, false takes it back."""

    score: Annotated[
        bool,
        Flag(
            "Reading the linked accounts and computing a score from them. Taking it back unlinks every "
            "account and takes the page down"
        ),
    ]
    leaders: Annotated[
        bool, Flag("Being named among the 20 strongest of a topic, as long as your page is public")
    ]


class ProfileChange(TypedDict, total=False):
    """What is to change; what is left out stays."""

    name: Annotated[str, NAME]
    display_name: Annotated[
        str,
        Text(
            "Name as people read it",
            pattern=r"[^\x00-\x1f\x7f]*",
            longest=60,
            fix="must be one line of at most 60 characters",
        ),
    ]
    language: Annotated[str, LANGUAGE]
    region: Annotated[str | None, REGION]
    public: Annotated[bool, Flag("Whether the page is public")]
    consents: Annotated[Consents, Text("Consents to give or to take back")]


class AccountWanted(TypedDict):
    """An account to link."""

    network: Annotated[str, Text("Name of a network: mastodon, bluesky, github", longest=30)]
    handle: Annotated[
        str, Text("The account's name there; an address of its profile is fine too", longest=320)
    ]


class Read(TypedDict):
    """Something that is read of an account."""

    field: Annotated[str, Text("What is read")]
    why: Annotated[str, Text("What for")]


class Proof(TypedDict):
    """One way to prove that an account is yours."""

    way: Annotated[
        str,
        Text(
            "rel-me: a link in the profile; code: the code in its text; handle, domain: your domain; "
            "wikidata: what the page's item names; oauth: signing in there"
        ),
    ]
    publish: Annotated[str, Text("What to put there, letter for letter; empty for nothing")]
    instruction: Annotated[str, Text("How to do it, in the member's language")]


class LinkedAccount(TypedDict):
    """An account, as its member sees it."""

    network: NetworkName
    account_id: AccountId
    handle: Handle
    state: Annotated[str, Text("pending, proven, held, lost or gone")]
    proof: Annotated[str | None, Text("The way in which it was proven; null until then")]
    proven_at: Annotated[str | None, Text("UTC, RFC 3339; null until proven")]
    read_at: Annotated[str | None, Text("Last good reading, UTC; null before the first")]
    stale_since: Annotated[str | None, Text("Since when it could not be read; null when it is fresh")]
    trouble: Annotated[str | None, Text("Why the last reading failed, in a sentence")]
    held_until: Annotated[str | None, Text("The proof was lost: until when what it counts is kept, UTC")]
    notice: Annotated[str | None, Text("What happened to it that you must know, in the member's language")]
    code: NotRequired[Annotated[str, Text("While pending or held: the code to publish")]]
    code_until: NotRequired[Annotated[str, Text("Until when the code proves anything")]]
    reads: Annotated[list[Read], Text("What is read of it, and what for")]
    ways: NotRequired[Annotated[list[Proof], Text("While pending or held: ways to prove it")]]


class Accounts(TypedDict):
    """All accounts of a member."""

    data: Annotated[list[LinkedAccount], Text("Each account once")]
