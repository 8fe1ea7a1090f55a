"""A domain proves a site: by the DNS, a file, a link on the page; and an item of Wikidata an article."""

from datetime import UTC, datetime, timedelta

import pytest
from unit.linking.hosts import Answers

from pegel import linking
from pegel.errors import NotProven, RateLimited, Unreachable
from pegel.networks.mastodon import Mastodon
from pegel.networks.network import Link, Profile
from pegel.social import Account, Member

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
US = "https://pegel.example"
CODE = "pegel-k3v9mx2tqa"
PAGE = f"{US}/@ada"
SITE = "https://ada.example/blog"
TEXT = "https://ada.example/.well-known/pegel.txt"
ADA = Member("mem_ada", name="ada")
NAMELESS = Member("mem_ada")
LINKED = Account("mem_ada", "site", "ada.example", "1", code=CODE, code_until=NOW + timedelta(hours=1))
EMPTY = {TEXT: (404, "no"), SITE: (200, "<p>my page</p>")}


class Site(Mastodon):
    """A network of sites, which one proves by their domains."""

    name, title, proofs, places = "site", "Site", ("domain",), {}

    def __init__(self, answers):
        super().__init__(Answers({**EMPTY, **answers}))

    def profile(self, handle):
        return Profile("1", "ada.example", "Ada", "", ())

    def profile_url(self, handle):
        return SITE


def texts(**said):
    """A DNS that holds texts, by the name before `.ada.example`; `own` is the domain itself."""
    names = {"ada.example" if name == "own" else f"{name}.ada.example": held for name, held in said.items()}
    return lambda name: names.get(name, ())


def prove(answers, said=None, member=ADA):
    return linking.prove(Site(answers), LINKED, linking.sought(LINKED, member, US, NOW), said or texts())


def refusal(answers, **options):
    with pytest.raises(NotProven) as refused:
        prove(answers, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, texts(_pegel=("v=other", PAGE))),
        ({}, texts(_pegel=(f"pegel={PAGE}/",))),
        ({}, texts(own=("v=spf1 -all", f"pegel={PAGE}"))),
        ({TEXT: (200, f"# hello\n{PAGE}\n")}, texts()),
        ({SITE: (200, f'<head><link href="{PAGE}" rel="me"></head>')}, texts()),
        ({SITE: (200, f'<A REL="nofollow Me" HREF="{PAGE}">Pegel</A>')}, texts()),
        ({SITE: (301, "", "https://www.ada.example/blog"),
          "https://www.ada.example/blog": (200, f'<a rel=me href={PAGE}>me</a>')}, texts()),
        ({TEXT: (302, "", "/pegel"), "https://ada.example/pegel": (302, "", "/p"),
          "https://ada.example/p": (200, PAGE)}, texts()),
    ],
    ids=["_pegel", "marked", "own", "file", "link", "a", "page moved", "file moved twice"],
)  # fmt: skip
def test_a_domain_that_names_the_members_page_proves(answers, said):
    assert prove(answers, said) == ("domain", PAGE)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, texts(own=(PAGE,))),
        ({}, texts(_pegel=(f"{PAGE}nna",))),
        ({}, texts(_other=(PAGE,))),
        ({TEXT: (404, PAGE)}, texts()),
        ({SITE: (200, f'<a href="{PAGE}">no rel</a> <!-- <a rel="me" href="{PAGE}"> -->')}, texts()),
        ({SITE: (200, f'<a rel="me ugc" href="{PAGE}">a visitor</a>')}, texts()),
        ({SITE: (200, f'<a rel="home" href="{PAGE}">')}, texts()),
        ({SITE: (301, "", "https://evil.example/"),
          "https://evil.example/": (200, f'<a rel=me href={PAGE}>')}, texts()),
        ({TEXT: (302, "", "/1"), "https://ada.example/1": (302, "", "/2"),
          "https://ada.example/2": (302, "", "/3"), "https://ada.example/3": (200, PAGE)}, texts()),
    ],
    ids=["unmarked", "longer", "other", "404", "no rel", "visitor", "home", "left", "3 hops"],
)  # fmt: skip
def test_what_only_looks_like_it_does_not(answers, said):
    assert "neither page nor code stands in the TXT record of _pegel.ada.example, " in refusal(
        answers, said=said
    )


def test_who_has_no_page_proves_a_domain_by_the_code_which_stays_there():
    assert prove({TEXT: (200, CODE)}, member=NAMELESS) == ("domain", CODE)
    (way,) = linking.ways(Site({}), "ada.example", linking.sought(LINKED, NAMELESS, US, NOW))
    assert way.publish == CODE and "leave it there" in way.en and "lass es dort" in way.de


def test_a_refusal_says_what_did_not_answer_and_where_to_put_what():
    def silent(name):
        raise Unreachable("the DNS did not say")

    told = refusal({TEXT: (503, "")}, said=silent)
    for place in ("_pegel.ada.example", "TXT record of ada.example", TEXT):
        assert place in told.partition("(")[2].partition(" did not answer)")[0]
    assert f"Put {PAGE} into a TXT record of _pegel.ada.example or into {TEXT}" in told


class Article(Site):
    """A network of articles, which have an item at Wikidata."""

    name, title, proofs = "article", "Article", ("wikidata",)

    def profile(self, handle):
        return Profile("1", "en:Ada", "Ada", "", (Link("https://www.wikidata.org/wiki/Q7259"),))


def claims(**statements):
    """An item's answer."""
    values = {
        name: [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}]
        for name, value in statements.items()
    }
    return 200, {"entities": {"Q7259": {"claims": values}}}


ITEM = "https://www.wikidata.org/w/api.php?action=wbgetentities&ids=Q7259&props=claims&format=json"
OWN = {"https://ufer.example/@ada": "mastodon#1@ufer.example", "https://ada.example/": "blog#ada.example"}


def prove_article(answer, own=OWN):
    article = Article({ITEM: answer})
    return linking.prove(article, LINKED, linking.sought(LINKED, ADA, US, NOW, own), texts())


@pytest.mark.parametrize(
    ("named", "evidence"),
    [
        ({"P4033": "ada@ufer.example"}, "mastodon#1@ufer.example"),
        ({"P856": "https://Ada.example"}, "blog#ada.example"),
    ],
)
def test_an_article_is_proven_by_what_its_item_names_and_the_member_has_proven(named, evidence):
    assert prove_article(claims(**named)) == ("wikidata", evidence)
    with pytest.raises(NotProven, match="nothing that you have proven"):
        prove_article(claims(**named), own={})


def test_a_channel_is_named_by_its_id():
    own = {"https://www.youtube.com/@ada": "youtube#UCada"}
    assert prove_article(claims(P2397="UCada"), own).evidence == "youtube#UCada"


def test_an_item_that_names_somebody_else_or_nobody_says_so():
    with pytest.raises(
        NotProven, match=r"its Wikidata item Q7259 names https://eve\.example, and nothing that you"
    ):
        prove_article(claims(P856="https://eve.example"))
    with pytest.raises(NotProven, match="names no site and no account"):
        prove_article(claims())
    with pytest.raises(RateLimited):
        prove_article((429, ""))
