"""Members: profile, consents; the page's name and the Klout id, which are unique by their look-up items."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import replace

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import PutError, PynamoDBException, TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from pegel.errors import NameTaken, VersionStale
from pegel.social import Member
from pegel.store.score_items import ScoreItem
from pegel.store.table import Prompt, deciding, is_refused

TABLE = os.environ["MEMBERS_TABLE"]
LEADERS = "leaders"  # the consent to be named among a topic's leaders
KLOUT_IDS = range(10**6, 2**53)  # exact in every client's numbers, and none of Klout's own small ones


class MemberItem(Model):
    """A member as the table keeps them."""

    class Meta(Prompt):
        table_name = TABLE

    member_id = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute(null=True)
    display_name = UnicodeAttribute(default="")
    language = UnicodeAttribute(default="en")
    region = UnicodeAttribute(null=True)
    public = BooleanAttribute(default=True)
    consents = JSONAttribute(default=dict)
    joined_at = UTCDateTimeAttribute(null=True)
    klout_id = UnicodeAttribute(null=True)
    version = NumberAttribute(default=0)
    topics = JSONAttribute(null=True)  # [added, removed]; none where the member chose nothing


def get(member_id: str) -> Member | None:
    """The member, as of now."""
    try:
        return to_member(MemberItem.get(member_id, consistent_read=True))
    except MemberItem.DoesNotExist:
        return None


def batch(member_ids: Iterable[str]) -> dict[str, Member]:
    """Members by id; unknown ones are left out."""
    return {item.member_id: to_member(item) for item in MemberItem.batch_get(set(member_ids))}


def by_name(name: str) -> str | None:
    """Id of the member whose page has this name, public or not."""
    try:
        return ScoreItem.get(f"name#{name}", consistent_read=True).member_id
    except ScoreItem.DoesNotExist:
        return None


def save(member: Member, expected_version: int) -> Member:
    """Keep a changed member; 0 is the version of one who is new. Raises VersionStale, NameTaken.

    A new name, and a page hidden or shown, move their items in the same transaction. Who has no Klout id yet
    is given one.
    """
    kept = get(member.id) or Member(member.id)
    if kept.version != expected_version:
        raise VersionStale(f"the profile is at version {kept.version} by now, not {expected_version}")
    klout_id = kept.klout_id or str(secrets.choice(KLOUT_IDS))
    wanted = replace(member, version=expected_version + 1, klout_id=klout_id)
    if (*_shown(wanted), wanted.klout_id) != (*_shown(kept), kept.klout_id):
        _save_with_items(wanted, kept)
        return wanted
    try:
        to_item(wanted).save(condition=_unchanged(kept))
    except PutError as error:
        _be_ours(wanted, error)
    return wanted


def _save_with_items(wanted: Member, kept: Member) -> None:
    try:
        with TransactWrite(connection=deciding()) as write:  # sent as deletes, saves, updates
            if kept.name and kept.name != wanted.name and not _proves(kept):
                write.delete(ScoreItem(f"name#{kept.name}"), condition=ScoreItem.member_id == wanted.id)
            write.save(to_item(wanted), condition=_unchanged(kept))
            if wanted.name and wanted.name != kept.name:
                _look_up(write, f"name#{wanted.name}", wanted.id)
            if wanted.klout_id != kept.klout_id:
                _look_up(write, f"klout#{wanted.klout_id}", wanted.id)
            if (seen := _shown(wanted)) != _shown(kept):
                shown: list[Action] = [ScoreItem.hidden.set(not wanted.public), ScoreItem.leads.set(seen[2])]
                write.update(ScoreItem(wanted.id), shown)
    except TransactWriteError as error:
        if wanted.name and by_name(wanted.name) not in {None, wanted.id}:
            raise NameTaken(f"{wanted.name} is the name of somebody else's page") from error
        _be_ours(wanted, error)


def _proves(member: Member) -> bool:
    """Whether a profile was proven by its link to the member's page.

    It may lead there as long as it stands: who got the name would have proven that profile, too.
    """
    from pegel.store import accounts  # of another table, for the few who give up a name

    return any(one.evidence.endswith(f"/@{member.name}") for one in accounts.of(member.id))


def _shown(member: Member) -> tuple[str | None, bool, bool]:
    """What of a member decides who sees them, and where."""
    return member.name, member.public, LEADERS in member.consents


def _look_up(write: TransactWrite, key: str, member_id: str) -> None:
    """Leads to this member, unless it leads to another."""
    free = ScoreItem.key.does_not_exist() | (ScoreItem.member_id == member_id)
    write.save(ScoreItem(key, member_id=member_id), condition=free)


def _be_ours(wanted: Member, error: PynamoDBException) -> None:
    """A refused write may be the repeat of our own, whose answer was lost: look before refusing."""
    if not is_refused(error):
        raise error
    if get(wanted.id) != wanted:
        raise VersionStale("the profile was changed at the same moment") from error


def _unchanged(kept: Member):  # type: ignore[no-untyped-def] # pynamodb's conditions have no public name
    if kept.version == 0:
        return MemberItem.member_id.does_not_exist()
    return MemberItem.version == kept.version


def to_member(item: MemberItem) -> Member:
    """The centre's shape of an item."""
    added, removed = item.topics or ((), ())
    return Member(
        id=item.member_id,
        name=item.name,
        display_name=item.display_name,
        language=item.language,
        region=item.region,
        public=item.public,
        consents=item.consents,
        joined_at=item.joined_at,
        klout_id=item.klout_id or "",
        version=int(item.version),
        added=tuple(added),
        removed=tuple(removed),
    )


def to_item(member: Member) -> MemberItem:
    """The table's shape of a member."""
    return MemberItem(
        member.id,
        name=member.name,
        display_name=member.display_name,
        language=member.language,
        region=member.region,
        public=member.public,
        consents=dict(member.consents),
        joined_at=member.joined_at,
        klout_id=member.klout_id or None,
        version=member.version,
        topics=[member.added, member.removed] if member.added or member.removed else None,
    )
