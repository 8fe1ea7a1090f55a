"""Some of those who react in the demo world are members."""

from pegel.cli.demo import crowd, world

PEOPLE = list(world.people())
BY_NAME = {person.name: lives for person, lives in PEOPLE}


def test_four_members_are_in_a_circle_two_of_its_subject_and_nobody_in_their_own():
    for person, lives in PEOPLE:
        for life in lives:
            others = crowd.joined(life.handle)
            assert len({one.name for one in others} - {person.name}) == crowd.JOINED
            assert all(life.network in one.accounts for one in others)
            assert sum(one.subject == person.subject for one in others) >= crowd.ALIKE


def test_a_list_names_members_and_strangers_and_no_bought_one_is_a_member():
    listed = crowd.reactors(BY_NAME["mira"][0].handle, "a post", "like", 40, 40)
    assert 0 < sum(face.member is not None for face in listed) <= crowd.JOINED
    bought = crowd.reactors(BY_NAME["mira"][0].handle, "a post", "like", 40, 40, 1.0)
    assert all(face.member is None for face in bought)
