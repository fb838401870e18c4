"""The training configuration that is shipped with an export, complete as it stands.

Part of `exchange`. Documented by spaCy under "Training config"; the architectures are spaCy's own. It needs Glossator
where it trains, for the tokenisation, the reader and the suggester (see `glossator.exchange.spacy_training`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from glossator.exchange.formats.spacy_docbin.facts import STEP, Recipe
from glossator.exchange.formats.spacy_docbin.plan import INCORRECT_SPANS, SPANS, TRIGGERS


def config_text(recipe: Recipe, folder: Path, labels: Sequence[str]) -> str:
    """The configuration for an export that lies in `folder`.

    Where nothing has been labelled yet, the recogniser is given the schema's `labels`, or it could not be set up at
    all: training then runs to its end with a score of 0, instead of failing without a word about why.
    """
    pipeline = ["tok2vec"]
    parts = [_TOK2VEC]
    weights: dict[str, float] = {}
    if recipe.ner or not recipe.teaches:
        pipeline.append("ner")
        parts.append(_NER)
        weights |= {"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": 0.0}
    for name, group, longest in (("spancat", SPANS, recipe.spans), ("trigger_spancat", TRIGGERS, recipe.triggers)):
        if 0 < longest:
            pipeline.append(name)
            parts.append(_SPANCAT.format(name=name, group=group, longest=longest))
            weights |= {f"spans_{group}_f": 0.5, f"spans_{group}_p": 0.0, f"spans_{group}_r": 0.0}
    head = _HEAD.format(
        train=_path(folder / "train.spacy"),
        dev=_path(folder / f"{recipe.dev}.spacy"),
        language=json.dumps(recipe.language),
        pipeline=json.dumps(pipeline),
    )
    share = sum(weights.values())
    scores = "\n".join(f"{name} = {_weight(weight, share)}" for name, weight in weights.items())
    parts.append(_TRAINING.format(step=STEP, steps=recipe.steps, scores=scores))
    if not recipe.teaches:
        known = json.dumps(dict.fromkeys(labels, 1))
        parts.append(_NER_LABELS.format(labels=", ".join(f'"{move}": {known}' for move in _MOVES_WITH_LABEL)))
    return "\n".join((head, *parts, _END))


def _path(path: Path) -> str:
    """A path as a value of the file, in which a bare dollar would begin a variable."""
    return json.dumps(str(path)).replace("$", "\\u0024")


def _weight(weight: float, share: float) -> str:
    return f"{weight / share:.3f}" if weight else "null"


_HEAD = """\
# Written by Glossator. Train with:  python -m spacy train config.cfg --output model
# The paths are where the export was written. If it lies elsewhere now, train in its folder.

[paths]
train = {train}
dev = {dev}

[system]
seed = 0
gpu_allocator = null

[nlp]
lang = {language}
pipeline = {pipeline}
batch_size = 64
disabled = []
before_creation = null
after_creation = null
after_pipeline_creation = null
tokenizer = {{"@tokenizers": "glossator.Tokenizer.v1"}}

[components]
"""

_TOK2VEC = """\
[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""

_NER = f"""\
[components.ner]
factory = "ner"
incorrect_spans_key = "{INCORRECT_SPANS}"
moves = null
update_with_oracle_cut_size = 100

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${{components.tok2vec.model.encode.width}}
upstream = "*"
"""

_SPANCAT = """\
[components.{name}]
factory = "spancat"
spans_key = "{group}"
threshold = 0.5
max_positive = null

[components.{name}.suggester]
@misc = "glossator.reviewed_ngram_suggester.v1"
group = "{group}"
min_size = 1
max_size = {longest}

[components.{name}.model]
@architectures = "spacy.SpanCategorizer.v1"

[components.{name}.model.reducer]
@layers = "spacy.mean_max_reducer.v1"
hidden_size = 128

[components.{name}.model.scorer]
@layers = "spacy.LinearLogistic.v1"
nO = null
nI = null

[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${{components.tok2vec.model.encode.width}}
upstream = "*"
"""

_TRAINING = """\
[corpora]

[corpora.train]
@readers = "glossator.Corpus.v1"
path = ${{paths.train}}
max_length = 2000

[corpora.dev]
@readers = "glossator.Corpus.v1"
path = ${{paths.dev}}
max_length = 2000

[training]
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
seed = ${{system.seed}}
gpu_allocator = ${{system.gpu_allocator}}
dropout = 0.1
accumulate_gradient = 1
patience = 200
max_epochs = 0
max_steps = {steps}
eval_frequency = 50
frozen_components = []
annotating_components = []
before_to_disk = null
before_update = null

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = {step}
tolerance = 0.2
discard_oversize = false
get_length = null

[training.logger]
@loggers = "spacy.ConsoleLogger.v1"
progress_bar = false

[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001
beta1 = 0.9
beta2 = 0.999
eps = 0.00000001
L2_is_weight_decay = true
L2 = 0.01
grad_clip = 1.0
use_averages = false

[training.score_weights]
{scores}

[initialize]
vectors = null
init_tok2vec = null
vocab_data = null
lookups = null
before_init = null
after_init = null

[initialize.components]
"""

_NER_LABELS = """\
[initialize.components.ner]
labels = {{{labels}}}
"""

_MOVES_WITH_LABEL = (1, 2, 3, 4)
"""BEGIN, IN, LAST and UNIT, as spaCy numbers the moves of its recogniser (spacy/pipeline/_parser_internals/ner.pyx)."""

_END = """\
[initialize.tokenizer]

[pretraining]
"""
