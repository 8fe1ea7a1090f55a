"""What the demo world's people write. `{n}` and `{m}` become numbers; a `#word` becomes a tag.

Mira's own sentences set the tone: somebody who measures first and then says so.
"""

from __future__ import annotations

MIRA = {
    "en": (
        "A year of #balconysolar, every reading, including the embarrassing ones.",
        "Yesterday {n}0 Wh before breakfast. The panel woke up earlier than I did. #balconysolar",
        "What your inverter draws at night: {m} W. All night, every night. #measuring",
        "Two meters, two truths: they differ by {m} %. Which one does your utility read? #measuring",
        "Fog. {n} Wh all day. I report it because a graph without bad days is an advertisement.",
        "Moved the panel by ten degrees: {m} % more in the morning, nothing at noon. #balconysolar",
        "The fridge cycles {n} times a day. Now I hear it. #measuring",
        "Someone asked what a kettle costs a year. Here: {n} euros, if you fill it for one cup. #measuring",
        "Soldered a power meter for {n} euros. Plans are public, mistakes included. #openhardware",
        "My logger lost four hours. I left the gap in the chart: gaps are data. #measuring",
        "Firmware {m}.2: the clock no longer drifts. It took a thermometer to see why. #openhardware",
        "The cargo bike carried {n} kg of panels up the hill. My legs are not calibrated. #cargobike",
        "Sourdough at {n} degrees: I log that too, sorry. #sourdough",
        "If a claim has no unit, it is a mood.",
        "Shade from one branch: minus {n} %. I asked the tree. It declined. #balconysolar",
        "Twenty neighbours, twenty panels: first month's readings are in, anonymised. #balconysolar",
    ),
    "de": (
        "Ein Jahr #Balkonsolar, jeder Messwert, auch die peinlichen.",
        "Heute {n}0 Wh bis Mittag. Im November. Ich habe zweimal nachgemessen. #Balkonsolar",
        "Was der Wechselrichter nachts zieht: {m} W. Steht in keinem Datenblatt. #Messen",
        "Nebel, {n} Wh. Auch das ist ein Messwert. #Balkonsolar",
        "Standby der ganzen Wohnung: {n} W. Davon {m} W für eine Uhr, auf die niemand schaut. #Messen",
        "Strommessgerät für {n} Euro selbst gebaut. Bauplan liegt offen, Fehlerliste auch. #OffeneHardware",
        "Der Zähler sagt {n}, mein Gerät sagt {m} Prozent mehr. Wem glaubt ihr? #Messen",
        "Lastenrad, {n} kg, Gegenwind. Der Akku war vor mir fertig. #Lastenrad",
        "Messlücke von vier Stunden. Ich fülle nichts auf: Eine Lücke ist auch eine Auskunft. #Messen",
        "Kabelquerschnitt zu klein, {m} % Verlust. Jetzt wisst ihr, warum ich so leise war. #Balkonsolar",
        "Frage vom Repair-Café: Lohnt sich das? Antwort mit Zahlen, nicht mit Gefühl: nach {n} Monaten.",
        "Sauerteig bei {n} Grad, Kurve im Anhang. Ja, wirklich. #Sauerteig",
        "Ohne Einheit ist es eine Stimmung.",
        "Zwanzig Balkone, ein Monat, alle Daten offen. Danke an die Nachbarschaft. #Balkonsolar",
    ),
}
TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "energy": {
        "en": (
            "Grid report: {n} % wind at noon. #energy",
            "New heat pump, first week: {n} kWh. #energy",
            "We publish our outage times from today: {m} minutes this month. #grid",
        ),
        "de": (
            "Netzbericht: {n} % Wind am Mittag. #Energie",
            "Neue Wärmepumpe, erste Woche: {n} kWh. #Energie",
            "Ab heute veröffentlichen wir Ausfallzeiten: {m} Minuten in diesem Monat. #Netz",
        ),
    },
    "repair": {
        "en": (
            "Repaired tonight: {m} toasters, one radio, one friendship. #repair",
            "A {m} cent part, a {n} euro device. Guess which one broke. #repair",
            "The battery was glued in. We got it out in {n} minutes. #righttorepair",
        ),
        "de": (
            "Heute repariert: {m} Toaster, ein Radio, eine Freundschaft. #Reparatur",
            "Ein Teil für {m} Cent, ein Gerät für {n} Euro. Ratet, was kaputt war. #Reparatur",
            "Akku verklebt, nach {n} Minuten war er draußen. #RechtAufReparatur",
        ),
    },
    "cycling": {
        "en": (
            "{n} km before work, {m} flat tyres. #cycling",
            "Counted {n}0 bikes on the new lane in one hour. #cycling",
            "Night ride, {m} degrees, worth it. #bikecommute",
        ),
        "de": (
            "{n} km vor der Arbeit, {m} Platten. #Radfahren",
            "{n}0 Räder in einer Stunde auf der neuen Spur gezählt. #Verkehrswende",
            "Nachtfahrt bei {m} Grad. Hat sich gelohnt. #Radfahren",
        ),
    },
    "code": {
        "en": (
            "Deleted {n}0 lines today, the tests got faster. #python",
            "Release {m}.{n} is out. The changelog is longer than the change. #opensource",
            "A bug from year {m} of this project, finally understood. #debugging",
        ),
        "de": (
            "Heute {n}0 Zeilen gelöscht, die Tests sind schneller. #Python",
            "Version {m}.{n} ist da. Danke an alle, die gemeldet haben, was nervt. #OpenSource",
            "Ein Fehler aus Jahr {m} dieses Projekts, endlich verstanden. #Debugging",
        ),
    },
    "garden": {
        "en": (
            "First frost. {n} tomatoes still green. #gardening",
            "The compost is at {n} degrees. #gardening",
            "Hedgehog, camera {m}, 3 a.m. #wildlife",
        ),
        "de": (
            "Erster Frost. {n} Tomaten noch grün. #Garten",
            "Der Kompost hat {n} Grad. #Garten",
            "Igel, Kamera {m}, drei Uhr nachts. #Wildtiere",
        ),
    },
    "books": {
        "en": (
            "Page {n}0, and I still like nobody in it. #reading",
            "Our reading group met in the rain, {n} people came. #books",
            "{m} translations of one sentence, side by side. #translation",
        ),
        "de": (
            "Seite {n}0, und ich mag immer noch niemanden darin. #Lesen",
            "Lesekreis im Regen, {n} Leute waren da. #Bücher",
            "{m} Übersetzungen eines Satzes nebeneinander. #Übersetzen",
        ),
    },
    "sky": {
        "en": (
            "Clear night, {n} exposures, one satellite through {m} of them. #astrophotography",
            "Jupiter over the rooftops, {n} mm. #astronomy",
            "Clouds. I cleaned the mirror instead. #astronomy",
        ),
        "de": (
            "Klare Nacht, {n} Aufnahmen, durch {m} davon ein Satellit. #Astrofotografie",
            "Jupiter über den Dächern, {n} mm. #Astronomie",
            "Wolken. Dann eben Spiegel putzen. #Astronomie",
        ),
    },
}
