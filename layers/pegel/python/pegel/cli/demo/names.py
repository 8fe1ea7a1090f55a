"""Names to be invented from. Nobody here is anybody; servers end in .example, which nobody can own."""

from __future__ import annotations

import unicodedata

GIVEN = {
    "de": "Anton Birte Clemens Dorothea Emil Frieda Gesine Henning Imke Jannis Katrin Lorenz Merle Nils "
    "Ottilie Paul Ronja Sönke Thea Ulrich Verena Wiebke Yasmin Zeno Malte Hanna Cem Derya Leyla "
    "Arvid",
    "en": "Alfie Bronwyn Callum Daisy Elspeth Fergus Gemma Harriet Isla Joel Keira Lachlan Maeve Niall "
    "Orla Priya Rhys Saoirse Theo Una Winston Zadie Amara Kwame Tamsin",
    "fr": "Adèle Baptiste Camille Damien Élodie Fabrice Hélène Loïc Manon Noémie Rémi Solène",
    "es": "Aitana Borja Carmela Diego Elvira Íñigo Jimena Nuria Pilar Rodrigo Vega Ximena",
    "pl": "Agnieszka Bartosz Dorota Jacek Kinga Łukasz Magda Olek Wanda Zofia",
    "nl": "Anouk Bram Femke Joost Lieke Maarten Sanne Teun",
    "sv": "Astrid Elin Gustav Linnea Nils Saga Tove Viggo",
    "it": "Chiara Davide Elisa Fabio Ginevra Lorenza Matteo Silvio",
    "pt": "Beatriz Duarte Inácio Leonor Mafalda Tiago",
}
FAMILY = {
    "de": "Ahrendsee Brinkhorst Dannenfels Eichwede Fährmann Grothuis Hasenbrink Immendorf Kesselbauer "
    "Lohmeyer Mühlbrandt Niehaus Ostersehlte Plettenkamp Quastenberg Rautenstrauch Schierholt "
    "Tannhof Uhlenbrock Vossberg Wackernagel Zwiesel Yıldıran Demirtepe Kranichfeld Steinhöfel",
    "en": "Abernethwaite Blackthorne Carrowmore Dunsbury Easterbrook Fairweather Gillespie-Hay "
    "Harrowgate Inglethorpe Kettlewell Larkspur Marchbanks Netherby Okonjo-Reed Pemberly "
    "Quillfeather Ravenscar Silverdale Thornaby Ullscarth",
    "fr": "Aubrelin Boisvert Clairvallon Dumontel Fontbrune Lavergnac Maréchaux Pontaillier Rochebelle "
    "Valmorin",
    "es": "Arrizaga Belmontino Cascajares Dehesilla Fuentelmar Miralcampo Olivarejo Robledal Valdecasas "
    "Zarzalejo",
    "pl": "Brzeziak Dąbrowiec Jaworowska Kalinowiec Leśniarek Modrzewska Olszaniec Sosnowiak",
    "nl": "Achterveen Boterdijk Dijkgraafland Hoogerwaal Molenbrug Oosterkamp Rietveen Zandstrook",
    "sv": "Björkhamn Ekdalen Fjällsten Granlund-Å Lövstrand Sjövik Tallbacken Åkerholt",
    "it": "Albarosa Bellacorte Castelbruno Fontechiara Montalbetti Pietraviva Roccaluna Valdombra",
    "pt": "Alvorado Carvalhais Figueirinha Montenovo Ribeirado Salgueirinho",
}
REGIONS = {
    "de": ("DE", "DE", "DE", "AT", "CH"),
    "en": ("GB", "IE", "US", "CA", "NZ"),
    "fr": ("FR", "BE", "CA"),
    "es": ("ES", "MX", "AR"),
    "pl": ("PL",),
    "nl": ("NL", "BE"),
    "sv": ("SE", "FI"),
    "it": ("IT",),
    "pt": ("PT", "BR"),
}
LANGUAGES = ("de",) * 9 + ("en",) * 6 + ("fr", "es", "pl", "nl", "sv", "it", "pt")  # an instance from Leipzig
SERVERS = (
    "ufer.example",
    "werkbank.example",
    "norden.example",
    "marktplatz.example",
    "lesesaal.example",
    "harbour.example",
    "campo.example",
)
ORGANISATIONS = (
    "Bibliothek Hafenviertel", "Kulturhaus Alte Mühle", "Radwerk Genossenschaft",
    "Community Garden Eastfield", "Openlab Nijverdam", "Sternwarte Hohenfels",
    "Stadtteilkino Flimmern", "Bäckerei Kornblume", "Harbour Choir", "Kletterzentrum Nordwand",
)  # fmt: skip
SOUNDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "a", "ø": "o", "ł": "l", "ı": "i"})


def plain(name: str) -> str:
    """The name as a page's or an account's name: lower-case letters, digits, hyphens."""
    spelled = unicodedata.normalize("NFKD", name.lower().translate(SOUNDS)).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in spelled).split())
