"""Words as topics compare them: folded, inflected, joined. The same for a lexicon's aliases and for posts.

`Künstlicher`, `künstliche` and `#KünstlicheIntelligenz` meet here: case and accents are folded, an ending is
taken off where that gives a word somebody listed, and what is written together is compared without spaces.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container

WORD = re.compile(r"\.net\b(?:'s)?|[^\W_]+(?:\+\+|#(?!\w))?(?:[.'&][^\W_]+)*")
ASIDE = re.compile(r"https?://\S+|www\.\S+|(?<![\w.])@[\w.@-]+")  # addresses and people are no subject
HASHTAG = re.compile(r"(?<![\w&/])#(\w[\w+-]*)")
VERSION = re.compile(r"[-_. ]?v?\d+(?:[.-]\w+)*$")  # of `python-3.x`, `ruby-on-rails-3.2`, `html5`
HUMPS = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])")  # where RubyOnRails is three words
SHARP = str.maketrans({"ß": "ss", "’": "'", "ø": "o", "æ": "ae", "ł": "l"})  # what decomposition leaves
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as in #kuenstlicheintelligenz
ENGLISH = ("s", "es")
GERMAN = ("e", "n", "s", "r", "m", "en", "er", "es", "em", "ern", "innen")
SHORTEST = 4  # letters left of a German word without its ending; of an English one, one less


def fold(text: str) -> str:
    """Lower case without accents: `Künstliche` is `kunstliche`, `Straße` is `strasse`."""
    text = text.lower()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(SHARP))
    return "".join(part for part in parts if not unicodedata.combining(part))


def spellings(text: str) -> tuple[str, ...]:
    """Folded, and where it has umlauts as they are written without them: `kuche` and `kueche`."""
    if text.isascii():
        return (text.lower(),)
    return tuple(dict.fromkeys((fold(text), fold(text.lower().translate(UMLAUTS)))))


def words(text: str) -> list[str]:
    """The words of a text in order; `c++`, `c#`, `.net`, `node.js`, `d&d` are words, possessives are not."""
    found = WORD.findall(text)
    return [word.removesuffix("'s") for word in found] if "'s" in text else found


def forms(word: str, known: Container[str], german: bool) -> tuple[str, ...]:
    """The listed words this one may be: itself, and without an English or a German ending."""
    found = [word] if word in known else []
    for ending in GERMAN if german else ENGLISH:
        if (
            word.endswith(ending)
            and len(stem := word[: -len(ending)]) >= SHORTEST - (not german)
            and stem in known
        ):
            found.append(stem)
    if word.endswith("ies") and (stem := word[:-3] + "y") in known:
        found.append(stem)
    return tuple(dict.fromkeys(found))


def readings(tag: str) -> list[str]:
    """A tag as phrases to look up, the surest first: as written, together, without its version."""
    raw = fold(tag.strip().lstrip("#"))
    spread = " ".join(words(raw.replace("-", " ")))
    bare = VERSION.sub("", raw)
    found = [raw, spread, joined(spread)]
    found += [bare, " ".join(words(bare.replace("-", " "))), joined(bare)] if len(bare) > 1 else []
    return [reading for reading in dict.fromkeys(found) if reading]


def parts(tag: str) -> list[str]:
    """The words within a tag, taken apart at its humps and hyphens."""
    return words(fold(HUMPS.sub(" ", tag)).replace("-", " "))


def joined(phrase: str) -> str:
    """Written together, as in a hashtag."""
    return phrase.replace(" ", "").replace("-", "")


def hashtags(text: str) -> list[str]:
    """The hashtags of a text, without #."""
    return HASHTAG.findall(text) if "#" in text else []


def plain(text: str) -> str:
    """A text without addresses, people and hashtags, entities read."""
    if "&" in text:
        text = html.unescape(text)
    if "@" in text or "/" in text or "www." in text:
        text = ASIDE.sub(" ", text)
    return HASHTAG.sub(" ", text) if "#" in text else text
