"""ACE APF: inclusive ends over a text without tags, a DOCTYPE line that stands, entities that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.errors import ExportError, FormatError, ReadError
from glossator.exchange.base import ExportOptions
from glossator.exchange.formats.ace_apf import FORMAT

SGM = """<DOC>
<DOCID> AFP_1 </DOCID>
<DATETIME> 2003-04-01T10:00:00 </DATETIME>
<BODY><HEADLINE>War &amp; talks</HEADLINE>
<TEXT>
AT&amp;T's chief, Ann Orr, was shot
in Oslo on Monday.
</TEXT></BODY></DOC>
"""
PLAIN = (
    "\n AFP_1 \n 2003-04-01T10:00:00 \nWar &amp; talks\n\nAT&amp;T's chief, Ann Orr, was shot\nin Oslo on Monday.\n\n"
)
DOCTYPE = '<!DOCTYPE source_file SYSTEM "apf.v5.1.1.dtd">'


def apf(plain: str = PLAIN, *, amp: str = "&amp;", doctype: str = DOCTYPE) -> str:
    def at(words: str) -> str:
        start = plain.index(words.replace("&amp;", amp))
        end = start + len(words.replace("&amp;", amp)) - 1
        return f'<charseq START="{start}" END="{end}">{words}</charseq>'

    return f"""<?xml version="1.0"?>
{doctype}
<source_file URI="AFP_1.sgm" SOURCE="newswire" TYPE="text" AUTHOR="LDC" ENCODING="UTF-8">
<document DOCID="AFP_1">
<entity ID="E1" TYPE="PER" SUBTYPE="Individual" CLASS="SPC">
  <entity_mention ID="E1-1" TYPE="NOM" LDCTYPE="NOM"><extent>{at("AT&amp;T's chief")}</extent>
    <head>{at("chief")}</head></entity_mention>
  <entity_mention ID="E1-2" TYPE="NAM" LDCTYPE="NAM"><extent>{at("Ann Orr")}</extent>
    <head>{at("Ann Orr")}</head></entity_mention>
</entity>
<entity ID="E2" TYPE="ORG" SUBTYPE="Commercial" CLASS="SPC">
  <entity_mention ID="E2-1" TYPE="NAM"><extent>{at("AT&amp;T")}</extent><head>{at("AT&amp;T")}</head></entity_mention>
</entity>
<entity ID="E3" TYPE="GPE"><entity_mention ID="E3-1" TYPE="NAM"><extent>{at("Oslo")}</extent></entity_mention></entity>
<value ID="V1" TYPE="Job-Title"><value_mention ID="V1-1"><extent>{at("chief")}</extent></value_mention></value>
<timex2 ID="T1" VAL="2003-03-31"><timex2_mention ID="T1-1"><extent>{at("Monday")}</extent></timex2_mention></timex2>
<relation ID="R1" TYPE="ORG-AFF" SUBTYPE="Employment"><relation_argument REFID="E1" ROLE="Arg-1"/>
  <relation_mention ID="R1-1"><extent>{at("AT&amp;T's chief")}</extent>
    <relation_mention_argument REFID="E1-1" ROLE="Arg-1"/><relation_mention_argument REFID="E2-1" ROLE="Arg-2"/>
  </relation_mention></relation>
<event ID="EV1" TYPE="Conflict" SUBTYPE="Attack" MODALITY="Asserted" POLARITY="Positive"
  GENERICITY="Specific" TENSE="Past">
  <event_mention ID="EV1-1"><extent>{at("was shot")}</extent><anchor>{at("shot")}</anchor>
    <event_mention_argument REFID="E1-2" ROLE="Target"/><event_mention_argument REFID="T1-1" ROLE="Time-Within"/>
    <event_mention_argument REFID="E3-1" ROLE="Place"/></event_mention>
  <event_mention ID="EV1-2"><anchor>{at("War")}</anchor></event_mention>
</event>
</document>
</source_file>
"""


def pair(folder: Path, xml: str, sgm: str = SGM) -> Path:
    path = folder / "AFP_1.apf.xml"
    path.write_text(xml, encoding="utf-8")
    path.with_name("AFP_1.sgm").write_text(sgm, encoding="utf-8")
    return path


@pytest.mark.parametrize("amp", ["&amp;", "&"])
def test_a_pair_is_read(amp: str, tmp_path: Path) -> None:
    path = pair(tmp_path, apf(PLAIN.replace("&amp;", amp), amp=amp))
    assert FORMAT.sniff(path, path.read_bytes())
    (bundle,) = FORMAT.read(path)
    layer = bundle.layers[0]
    assert bundle.document.name == "AFP_1"
    assert bundle.document.text == PLAIN.replace("&amp;", "&")
    assert (bundle.document.metadata.published, bundle.document.metadata.title) == ("2003-04-01", "War & talks")
    assert sorted((span.label, span.text) for span in layer.spans) == [
        ("GPE", "Oslo"), ("ORG", "AT&T"), ("PER", "AT&T's chief"), ("PER", "Ann Orr"), ("TIME", "Monday"),
        ("VALUE", "chief"),
    ]  # fmt: skip
    said = {span.text: span.attributes for span in layer.spans}
    assert said["AT&T's chief"] == {"mention_type": "NOM", "head": "chief"}
    assert said["Monday"] == {"value": "2003-03-31"}
    assert [(one.name, len(one.mentions)) for one in layer.entities] == [("Ann Orr", 2), ("AT&T", 1), ("Oslo", 1)]
    assert [one.type for one in layer.relations] == ["ORG-AFF.Employment"]
    words = {span.id: span.text for span in layer.spans}
    war, shot = layer.events
    assert (war.type, war.text, shot.text) == ("Conflict.Attack", "War", "shot")
    assert [(one.role, words[one.filler]) for one in shot.arguments] == [
        ("Target", "Ann Orr"), ("Time-Within", "Monday"), ("Place", "Oslo")
    ]  # fmt: skip
    assert shot.attributes == {
        "polarity": "Positive",
        "modality": "Asserted",
        "tense": "Past",
        "genericity": "Specific",
    }
    assert [part.events for part in bundle.same_events] == [(shot.id, war.id)]


def test_windows_line_ends_count_as_one(tmp_path: Path) -> None:
    path = pair(tmp_path, apf())
    path.with_name("AFP_1.sgm").write_bytes(SGM.replace("\n", "\r\n").encode())
    (bundle,) = FORMAT.read(path)
    assert bundle.document.text == PLAIN.replace("&amp;", "&")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE source_file [<!ENTITY a "b">]>',
        '<!DOCTYPE source_file SYSTEM "a.dtd" [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
        '<!DOCTYPE a SYSTEM "x"><!DOCTYPE b SYSTEM "y">',
    ],
)
def test_entities_and_doctypes_with_more_than_a_name_are_refused(doctype: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        list(FORMAT.read(pair(tmp_path, apf(doctype=doctype))))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('>Oslo<', '>Rome<', "the text says 'Oslo'"),
        ('REFID="E3-1"', 'REFID="E9"', "there is no mention 'E9'"),
        ('ID="E1-2"', 'ID="E1-1"', "given twice"),
        ('END="', 'END="-', "offsets of the text"),
        ('<document DOCID="AFP_1">', '<document DOCID="AFP_1">&bomb;', "XML"),
        ("<anchor>", "<lost>", "XML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, says: str, tmp_path: Path) -> None:
    path = pair(tmp_path, apf().replace(old, new))
    with pytest.raises(FormatError, match=says) as caught:
        list(FORMAT.read(path))
    assert str(path) in str(caught.value)


def test_without_its_text_it_cannot_be_read(tmp_path: Path) -> None:
    path = pair(tmp_path, apf())
    path.with_name("AFP_1.sgm").unlink()
    with pytest.raises(ReadError, match=r"the \.sgm file"):
        list(FORMAT.read(path))
    with pytest.raises(ExportError):
        FORMAT.write(None, tmp_path / "out", ExportOptions())  # type: ignore[arg-type]
