"""Which encoding of East Asia bytes are in: told by how many of the letters are its language's commonest.

Part of the text layer; imports nothing of the house. Bytes of one of these encodings are often possible in another as
well, but what they spell there are rare letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_LOOKED_AT = 1 << 16
"""How many bytes are weighed; all of them must decode."""
_LEAST_BYTES = 8
"""Beyond ASCII: three letters are too few to tell."""
_LEAST = {"ko": 0.35, "ja": 0.35, "zh": 0.18}
"""The share of common letters that a text of the language has at least."""
_LEAD = 1.5
"""How many times the next reading's share, each by its language's least, the best one's must be."""
_FOREIGN = 0.25
"""Where so many of the letters are of no language of East Asia, the bytes are no text of one."""
_MOSTLY_HANGUL = 0.6
_NONSENSE = 0.2
"""Letters that are mostly Hangul are Korean, however odd the words, where every other reading is nonsense."""

_HANGUL = (
    "이다는을의에가고하은를로지한기도사시인니자어나아서대있정해일부수리것들만라적원전으보그과장제여주게상국성스소면동조"
    "비구분위문선오경유관연트생공미무당치신방러안실내야까중계마우세민회등모개물결년월"
)
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力与长把机十民第公此已"
    "工使情明性知全三关点正业外将两高间由问最重并物手应战向头文体政美相见被利等产或新制身果加西斯月话合回特代内信表化老"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事"
    "成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力與長把機十民第公此已"
    "工使情明性知全三關點正業外將兩高間由問最重並物手應戰向頭文體政美相見被利等產或新制身果加西斯月話合回特代內信表化老"
)
_KANJI = (
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立"
    "開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法名前道郎県所"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30F7), 0x30FC]))

_KOREAN = ("euc_kr", "cp949")
_READINGS: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...] = (
    ("ko", _KOREAN, frozenset(_HANGUL)),
    ("ko", ("johab",), frozenset(_HANGUL)),
    ("ja", ("shift_jis", "cp932"), frozenset(_KANA + _KANJI)),
    ("ja", ("euc_jp",), frozenset(_KANA + _KANJI)),
    ("ja", ("iso2022_jp",), frozenset(_KANA + _KANJI)),
    ("zh", ("gb18030",), frozenset(_SIMPLIFIED)),
    ("zh", ("big5", "cp950", "big5hkscs"), frozenset(_TRADITIONAL)),
)
"""For each encoding its wider kin, tried where it does not fit, and the commonest letters of its language."""
_LETTER = re.compile("[\u3041-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_HANGUL_LETTER = re.compile("[\u3131-\u318e\uac00-\ud7a3]")


_BEYOND_ASCII = bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class Reading:
    """An encoding that the bytes fit, and how much sense they make in it: 1 is as much as a text makes at least."""

    encoding: str
    sense: float


def likely_reading(data: bytes) -> Reading | None:
    """The one encoding in which bytes make clearly more sense than in the others; None where there is none."""
    beyond_ascii = len(data) - len(data.translate(None, _BEYOND_ASCII))
    if beyond_ascii < _LEAST_BYTES and b"\x1b$" not in data:
        return None
    readings = sorted(_readings(data), key=lambda reading: -reading.sense)
    if not readings:
        return None
    best, others = readings[0], readings[1:]
    if best.sense < 1:
        odd = best.encoding in _KOREAN and all(other.sense < _NONSENSE for other in others)
        return best if odd and _is_hangul(data.decode(best.encoding)) else None
    return best if all(_LEAD * other.sense <= best.sense for other in others) else None


def _readings(data: bytes) -> Iterator[Reading]:
    for language, encodings, common in _READINGS:
        for encoding in encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not text.isascii():
                yield Reading(_usual_name(encoding, data, text), _sense(text[:_LOOKED_AT], language, common))
            break


def _sense(text: str, language: str, common: frozenset[str]) -> float:
    """The share of the language's commonest letters among all beyond ASCII, by the least that a text of it has."""
    letters = Counter(letter for letter in text if "\x7f" < letter and (letter.isalpha() or _is_private(letter)))
    total = letters.total()
    if sum(count for letter, count in letters.items() if _LETTER.match(letter)) <= (1 - _FOREIGN) * total:
        return 0.0
    return sum(count for letter, count in letters.items() if letter in common) / total / _LEAST[language]


def _usual_name(encoding: str, data: bytes, text: str) -> str:
    """EUC-KR by the name of what contains it; not where it spells a rare syllable by its parts, as only it does."""
    return "cp949" if encoding == "euc_kr" and data.decode("cp949") == text else encoding


def _is_hangul(text: str) -> bool:
    letters = [letter for letter in text if "\x7f" < letter and letter.isalpha()]
    return _LEAST_BYTES < len(letters) and _MOSTLY_HANGUL * len(letters) < len(_HANGUL_LETTER.findall(text))


def _is_private(letter: str) -> bool:
    """Codes that an encoding leaves to its users: no text uses many."""
    return "\ue000" <= letter < "\uf900"
