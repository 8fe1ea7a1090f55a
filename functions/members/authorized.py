"""What members send and get when they sign in at a network.

Annotations are read as they stand, not as strings: they say which fields are required, and what is right.
"""

from typing import Annotated, NotRequired, TypedDict

from documents import AccountId, Handle, LinkedAccount

from pegel.http.shape import Text

STATE = Text("The state of the sign-in, as the network gave it back", longest=200)


class AuthorizationWanted(TypedDict):
    """Where to sign in."""

    network: Annotated[str, Text("Name of a network that lets its members sign in", longest=30)]


class Authorization(TypedDict):
    """A sign-in that has begun."""

    url: Annotated[
        str, Text("Go there. The network leads back to /linked, with what to send to …/authorizations/finish")
    ]
    state_expires_at: Annotated[str, Text("UTC, RFC 3339: until when to be back; it works once")]


class AuthorizationAnswer(TypedDict):
    """What the network gave back: a code or an error; then, of several accounts, the chosen one."""

    state: Annotated[str, STATE]
    code: NotRequired[Annotated[str, Text("The code, if it gave one", longest=4000)]]
    iss: NotRequired[Annotated[str, Text("Who it says that it is, if it says so", longest=300)]]
    error: NotRequired[Annotated[str, Text("Its error, if it gave one", longest=300)]]
    account_id: NotRequired[
        Annotated[
            str,
            Text(
                "Which of several accounts: its id; without `code` once a choice was asked for", longest=300
            ),
        ]
    ]


class OwnAccount(TypedDict):
    """An account of whoever signed in."""

    account_id: AccountId
    handle: Handle
    name: Annotated[str, Text("Its name as people read it")]


class Authorized(TypedDict):
    """The account that is linked and proven, or those to choose from."""

    account: Annotated[LinkedAccount | None, Text("Linked and proven; null while there is a choice")]
    choices: Annotated[
        list[OwnAccount],
        Text("Several accounts: send the state again with the account_id of one; else empty"),
    ]
