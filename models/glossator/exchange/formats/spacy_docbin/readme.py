"""The README.txt of an export: what is in the folder, and how to train on it.

Part of `exchange`.
"""

from __future__ import annotations

from glossator.exchange.formats.spacy_docbin.facts import Facts, Recipe

FIRST_LINE = "Training data for spaCy, exported by Glossator"


def readme_text(project: str, shares: dict[str, Facts], recipe: Recipe) -> str:
    """The text for one export. It says nothing of when or where, so that equal exports are equal."""
    counts = "\n".join(
        f"  {name}.spacy: {facts.documents} documents, {facts.taught} of them looked at; "
        f"{facts.entities} entities, {facts.triggers} triggers"
        for name, facts in shares.items()
    )
    trained = _trained(recipe)
    scored = next((name for name in ("test", "dev", "train") if name in shares), "test")
    return _TEXT.format(
        first=FIRST_LINE, rule="=" * len(FIRST_LINE), project=project, counts=counts, scored=scored, trained=trained
    )


def _trained(recipe: Recipe) -> str:
    if not recipe.teaches:
        return "Nothing can be trained on this export: nobody has labelled anything in train.spacy yet."
    parts = ["ner (doc.ents)"] if recipe.ner else []
    if recipe.spans:
        parts.append("spancat (doc.spans['sc'])")
    if recipe.triggers:
        parts.append("trigger_spancat (doc.spans['triggers'])")
    minutes = "a minute" if recipe.steps < 360 else f"{round(recipe.steps / 240)} minutes"
    text = f"config.cfg trains {', '.join(parts)}\nin {recipe.steps} steps at most: about {minutes} on two cores."
    if not recipe.spans:
        text += "\nA span categoriser is left out: it learns only from documents whose entities are done."
    if recipe.dev == "train":
        text += "\nThere is nothing to score by in a dev share, so the scores shown are those on the training data."
    return text


_TEXT = """\
{first}
{rule}

Project: {project}
{counts}

Train:     python -m spacy train config.cfg --output model
Evaluate:  python -m spacy evaluate model/model-best {scored}.spacy

{trained}
Where the export was moved, run these commands in its folder. Glossator must be installed where
models are trained and used: they share its tokenisation.

What a Doc holds
  doc.ents                    entities that do not overlap: of several, the longest
  doc.spans["sc"]             every labelled span
  doc.spans["triggers"]       triggers of events; label: the event's type
  doc.spans["arguments"]      fillers; label: the role
  doc.spans["incorrect_spans"], doc.spans["incorrect_triggers"]
                              suggestions that somebody rejected: known to be wrong
  doc.cats                    contexts, 1.0 and 0.0
  doc.user_data["glossator"]  the document's name, the SHA-256 of its text, and how far it was looked at

Short names join what belongs together: span.id_ is "S3" for a span and "E2" for the event of a
trigger or an argument, span.kb_id_ of an argument is the span or event that fills the role. Spans
with the same span.id_ (in "arguments": the same id_, kb_id_ and label) are the fragments of one.

What nobody has looked at is not marked as empty. Words of unknown kind are "missing" in doc.ents,
which spaCy's entity recogniser leaves out of training and scoring; a group of doc.spans that is
absent was not looked at, one that is empty was. config.cfg keeps unfinished documents from the
span categorisers.

events.jsonl   one event a line: type, modes, contexts, attributes, trigger, arguments. "fragments"
               count characters (code points, half-open), "tokens" the tokens of the Doc. The text
               is known by its name and by its SHA-256.
losses.jsonl   what this format has no place for, and every edge that was moved to a token's edge
"""
