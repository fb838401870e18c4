"""An article with much on the same words, for pictures: nested and split spans, an event over four paragraphs."""

from __future__ import annotations

from pathlib import Path

from glossator import Project

NAME = "crowded"
TRIGGER = "demanded"
TEXT = (
    "\n\n".join(
        (
            "Envoys meet in Port Alder",
            "The Port Alder office of the Norland Ministry of Health and the Estmark Red Cross said on Tuesday "
            "that both the northern and the southern camps of the Karsk Refugee Agency would stay open until the "
            "end of March.",
            "Foreign Minister Ilse Brandt and her deputy, who had flown in from the Second Lake Summit in Ostria,"
            " demanded the next morning that the Council of Ports call its vote on the Alder Relief Treaty off.",
            "The vote, planned for 3 May, would have ended a payment of 40 million crowns to the camps. A "
            "spokesman of the Council of Ports, reached in the Ostrian capital, told the Harbour Post that nobody"
            " had asked it officially.",
            "On Thursday a letter with the seal of the Norland Foreign Ministry reached Liberty Square.",
        )
    )
    + "\n"
)
LABELLED = (
    ("Port Alder office of the Norland Ministry of Health", "ORG"), ("Port Alder", "GPE"),
    ("Norland Ministry of Health", "ORG"), ("Norland", "GPE"), ("Estmark Red Cross", "ORG"), ("Estmark", "GPE"),
    ("Tuesday", "DATE"), ("Karsk Refugee Agency", "ORG"), ("the end of March", "DATE"), ("March", "DATE"),
    ("Ilse Brandt", "PERSON"), ("Second Lake Summit in Ostria", "EVENT"), ("Second Lake", "LOC"), ("Ostria", "GPE"),
    ("Council of Ports", "ORG"), ("Alder Relief Treaty", "LAW"), ("Alder", "GPE"), ("3 May", "DATE"),
    ("40 million crowns", "MONEY"), ("Ostrian", "NORP"), ("Harbour Post", "ORG"), ("Thursday", "DATE"),
    ("Norland Foreign Ministry", "ORG"), ("Liberty Square", "FAC"),
)  # fmt: skip


def make(path: Path) -> Path:
    """A project with that article, annotated."""
    with Project.create(path, annotator="ada") as project:
        document = project.import_texts([(NAME, TEXT)]).documents[0]
        spans = {words: project.add_span(document, *place(words), label) for words, label in LABELLED}
        camps = place("northern"), place("camps of the Karsk Refugee Agency")
        project.add_span(document, label="FAC", fragments=[camps[0], (camps[1][0], camps[1][0] + 5)])
        project.add_span(document, *place("southern"), "FAC")
        vote = project.add_event(
            document, "AGREE", trigger=place("vote"), arguments=[("actor", spans["Council of Ports"])]
        )
        project.add_event(
            document,
            "REQUEST",
            trigger=place(TRIGGER),
            modes=["change"],
            arguments=[
                ("actor", spans["Ilse Brandt"]),
                ("recipient", spans["Council of Ports"]),
                ("topic", place("call its vote on the Alder Relief Treaty off")),
                ("place", spans["Port Alder"]),
                ("time", spans["Thursday"]),
                ("source", spans["Harbour Post"]),
            ],
            attributes={"polarity": "positive", "modality": "claimed", "tense": "past"},
        )
        project.set_contexts(vote, ["diplomatic"])
    return path


def place(words: str) -> tuple[int, int]:
    """Where these words stand first."""
    start = TEXT.index(words)
    return start, start + len(words)
