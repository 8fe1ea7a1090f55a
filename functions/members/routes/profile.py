"""The member themselves: GET and PATCH /v3/me."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import page
import unlinking
from aws_lambda_powertools.event_handler import Response
from documents import Consent, Profile, ProfileChange
from names import refuse_reserved
from regions import REGIONS

from pegel.errors import InvalidField, VersionMissing, VersionStale
from pegel.http import answer
from pegel.http.request import Routes, signed_in, takes
from pegel.social import Member
from pegel.store import members

router = Routes()

WORDING = "2026-11"  # version of the consents' wording on the page


@router.get("/v3/me", tags=["me"])
@signed_in
def me(member_id: str) -> Response[Profile]:
    """Your profile

    Its ETag is the version to send as If-Match with a change.
    """
    return profile_of(members.get(member_id) or Member(member_id))


@router.patch("/v3/me", tags=["me"])
@signed_in
@takes(body=ProfileChange)
def change_me(member_id: str, body: ProfileChange) -> Response[Profile]:
    """Change your profile

    Needs If-Match with the ETag of the profile that you have read.
    """
    now = datetime.now(UTC)
    kept = members.get(member_id) or Member(member_id, joined_at=now)
    expect(kept)
    changed = changed_by(kept, body, now)
    if changed == kept and kept.version:
        return profile_of(kept)
    if "score" in kept.consents and "score" not in changed.consents:
        unlinking.unlink_all(member_id)  # first: nothing may be read without consent
    saved = members.save(changed, expected_version=kept.version)
    page.retell(saved)
    return profile_of(saved)


def changed_by(member: Member, body: ProfileChange, now: datetime) -> Member:
    """The member as the request wants them. Raises InvalidField."""
    refuse_reserved(body.get("name", ""))
    region = body.get("region")
    if region is not None and region not in REGIONS:
        raise InvalidField("/region", f"{region} is no country by ISO 3166-1; take a code such as DE")
    wanted = {key: value for key, value in body.items() if key != "consents"}
    changed = replace(member, **wanted)  # type: ignore[arg-type] # the shape's fields are the member's
    for name, given in body.get("consents", {}).items():
        changed = consenting(changed, name, now) if given else without_consent(changed, name)
    return changed


def consenting(member: Member, name: str, now: datetime) -> Member:
    """The member with a consent; one that was given keeps its time."""
    if name in member.consents:
        return member
    return replace(member, consents={**member.consents, name: f"{WORDING} {answer.time_of(now)}"})


def without_consent(member: Member, name: str) -> Member:
    """The member without a consent. Without the one to a score there is no page either."""
    left = {key: value for key, value in member.consents.items() if key != name}
    public = member.public and (name != "score" or name not in member.consents)
    return replace(member, consents=left, public=public)


def expect(member: Member) -> None:
    """Raises VersionMissing or VersionStale unless If-Match names the member's version."""
    held = answer.header("if-match")
    if not held:
        raise VersionMissing("send If-Match with the ETag that GET /v3/me gave")
    if tag_of(member) not in (one.strip() for one in held.split(",")) and held.strip() != "*":
        raise VersionStale("your profile was changed since you read it; read it again, then change it")


def tag_of(member: Member) -> str:
    """The member's version, as a validator."""
    return f'"{member.version}"'


def profile_of(member: Member) -> Response[Profile]:
    """What the member sees of themselves."""
    return answer.private(profile_document(member), tag=tag_of(member))


def profile_document(member: Member) -> Profile:
    """The same as a document."""
    return {
        "id": member.id,
        "name": member.name,
        "display_name": member.display_name,
        "language": member.language,
        "region": member.region,
        "public": member.public,
        "consents": {name: consent_of(text) for name, text in member.consents.items()},
        "joined_at": answer.time_of(member.joined_at),
    }


def consent_of(text: str) -> Consent:
    """`<version> <time>`, taken apart."""
    version, _, given_at = text.partition(" ")
    return {"version": version, "given_at": given_at}
