"""The words of a score's explanation. Keys are the API's own; sentences.py fills in the numbers."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]  # language → key → text

CURATED = {  # what curation is on a network
    "github": {"en": "stars on own repositories", "de": "Sterne für eigene Repositorien"},
    "flickr": {"en": "galleries and pools of others", "de": "Galerien und Gruppen anderer"},
    "wikipedia": {"en": "pages that link here", "de": "Seiten, die hierher verweisen"},
}
LISTED = {"en": "lists by others", "de": "Listen anderer"}
FEATURES: Words = {
    "en": {
        "reach": "{value} {n:follow this account|follows this account}.",
        "counted": "{told} {n:followers|follower}, of which about {value} count.",
        "sampled": "{told} {n:followers|follower}, of which about {value} count (sample of {sample}).",
        "curation": "Others put this work aside for later: {value} {what}.",
        "resonance": "Reactions to posts of 90 days add up to {value}; recent ones and reposts count more.",
        "reactors": "About {value} {n:people|person} reacted in the last 90 days.",
        "relay": "Shared by people with an audience: the ten largest have {value} followers on average.",
        "standing": "The network's own measure of standing is {value}.",
        "unknown": "This was not told at the last reading, so it neither helps nor harms.",
    },
    "de": {
        "reach": "{value} {n:folgen diesem Konto|folgt diesem Konto}.",
        "counted": "{told} Follower, von denen etwa {value} zählen.",
        "sampled": "{told} Follower, von denen etwa {value} zählen (Stichprobe von {sample}).",
        "curation": "Andere legen sich diese Arbeit zurück: {value} {what}.",
        "resonance": "Reaktionen auf Beiträge aus 90 Tagen ergeben {value}; neue und geteilte zählen mehr.",
        "reactors": "Etwa {value} {n:Menschen haben|Mensch hat} in den letzten 90 Tagen reagiert.",
        "relay": "Geteilt von Menschen mit Publikum: die zehn größten haben im Mittel {value} Follower.",
        "standing": "Das netzeigene Maß für Ansehen steht bei {value}.",
        "unknown": "Das wurde bei der letzten Lesung nicht mitgeteilt; es nützt nicht und schadet nicht.",
    },
}
NOBODY: Words = {
    "en": {
        "resonance": "No reaction to a post of the last 90 days was seen.",
        "reactors": "Nobody was seen to react in the last 90 days.",
        "relay": "Nobody with an audience was seen to react in the last 90 days.",
    },
    "de": {
        "resonance": "Auf Beiträge der letzten 90 Tage war keine Reaktion zu sehen.",
        "reactors": "In den letzten 90 Tagen war niemand zu sehen, der reagiert.",
        "relay": "In den letzten 90 Tagen war niemand mit Publikum zu sehen, der reagiert.",
    },
}
LINES: Words = {
    "en": {
        "reach": "Followed by people",
        "curation": "Put aside for later",
        "resonance": "Reactions to posts",
        "reactors": "Different people who react",
        "relay": "Shared by people with an audience",
        "standing": "Standing built over years",
    },
    "de": {
        "reach": "Menschen, die folgen",
        "curation": "Für später gemerkt",
        "resonance": "Reaktionen auf Beiträge",
        "reactors": "Verschiedene Menschen, die reagieren",
        "relay": "Geteilt von Menschen mit Publikum",
        "standing": "Über Jahre gewachsenes Ansehen",
    },
}
CAUSES: Words = {  # up|down, or both ways
    "en": {
        "reactions": "New reactions|Reactions taken back",
        "decay": "Older posts count less",
        "audience": "A larger audience|A smaller audience",
        "curation": "More put aside for later|Less put aside for later",
        "links": "Accounts linked|Accounts unlinked",
        "stale": "Accounts that could be read again",
        "model": "Another version of the model",
    },
    "de": {
        "reactions": "Neue Reaktionen|Zurückgenommene Reaktionen",
        "decay": "Ältere Beiträge zählen weniger",
        "audience": "Ein größeres Publikum|Ein kleineres Publikum",
        "curation": "Mehr für später gemerkt|Weniger für später gemerkt",
        "links": "Verknüpfte Konten|Getrennte Konten",
        "stale": "Konten, die wieder zu lesen waren",
        "model": "Eine andere Fassung des Modells",
    },
}
CHANGES: Words = {
    "en": {
        "moved": "From {start} to {end}: {points} {n:points|point}.",
        "still": "From {start} to {end} nothing moved the score.",
    },
    "de": {
        "moved": "Vom {start} bis zum {end}: {points} {n:Punkte|Punkt}.",
        "still": "Vom {start} bis zum {end} hat nichts den Wert bewegt.",
    },
}
MOMENTS: Words = {
    "en": {
        "moment": "A post of {day} {points}: {reactions}",
        "silent": "A post of {day} {points}",
        "like": "{value} {n:likes|like}",
        "repost": "{value} {n:reposts|repost}",
        "reply": "{value} {n:replies|reply}",
        "quote": "{value} {n:quotes|quote}",
        "star": "{value} {n:stars|star}",
        "github.repost": "{value} {n:forks|fork}",
        "twitch.repost": "{value} {n:clips|clip} by others",
        "stackexchange.like": "{value} net {n:votes|vote}",
        "accept": "accepted as the answer",
    },
    "de": {
        "moment": "Ein Beitrag vom {day} {points}: {reactions}",
        "silent": "Ein Beitrag vom {day} {points}",
        "like": "{value} {n:Likes|Like}",
        "repost": "{value}-mal geteilt",
        "reply": "{value} {n:Antworten|Antwort}",
        "quote": "{value}-mal zitiert",
        "star": "{value} {n:Sterne|Stern}",
        "github.repost": "{value} {n:Forks|Fork}",
        "twitch.repost": "{value} {n:Clips|Clip} anderer",
        "stackexchange.like": "{value} {n:Stimmen|Stimme} netto",
        "accept": "als Antwort angenommen",
    },
}
SUB_SCORES: Words = {
    "en": {
        "reach": "{value} {n:people|person} may see what is published.",
        "amplification": "Amplification {value} of 100: what people do with the posts.",
        "network": "Network {value} of 100: how many people react, and before what audience.",
    },
    "de": {
        "reach": "{value} {n:Menschen können|Mensch kann} sehen, was veröffentlicht wird.",
        "amplification": "Verstärkung {value} von 100: was Menschen mit den Beiträgen tun.",
        "network": "Netz {value} von 100: wie viele Menschen reagieren, und vor welchem Publikum.",
    },
}
PERCENTILES: Words = {
    "en": {
        "overall": "Higher than {value}% of all members.",
        "region": "Higher than {value}% of the members in the same country.",
        "size": "Higher than {value}% of the members with an audience of this size.",
    },
    "de": {
        "overall": "Höher als bei {value}\u00a0% aller Mitglieder.",
        "region": "Höher als bei {value}\u00a0% der Mitglieder im selben Land.",
        "size": "Höher als bei {value}\u00a0% der Mitglieder mit ähnlich großem Publikum.",
    },
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
