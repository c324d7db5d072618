"""Documents of every format: their text in one notation, and plain words where there is none."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.formats import Extract, extract, protect, restore
from knowledge.documents.formats.html import mark_up
from knowledge.documents.forms.reading import FORMS, read_as
from knowledge.documents.forms.spoken import Speakers
from knowledge.documents.locators import parse_locator
from knowledge.errors import FormatError
from tests.knowledge.documents.made import make_docx, make_pdf


def test_a_word_document_keeps_headings_tables_lists_and_notes() -> None:
    text = "# Water\nWells[1] are **deep**.\n| Day | Hour |\n| One | Two |\nEnd."
    assert extract(make_docx(text, ["A note."]), "a.docx").text == (
        "# Water\n\nWells[1] are **deep**.\n\nDay\tHour\n\nOne\tTwo\n\nEnd.\n\n"
        "<sup>1</sup> A note.\n"
    )


def test_tracked_changes_are_told_with_their_authors() -> None:
    read = extract(make_docx("Parties {-may-}{+shall+} act. {+Soon.+}"), "a.docx")
    assert read.text == "Parties shall act. Soon.\n"
    assert read.remarks == (
        "a draft with tracked insertions, which are in the text, by: Secretariat (2)",
        "a draft with tracked deletions, which are not in the text, by: Secretariat (1)",
    )


def test_a_pages_lines_are_put_together() -> None:
    read = extract(make_pdf("Wells are deep and wa-\nter is clear.\n\nNew paragraph."), "a.pdf")
    assert read.text == "Wells are deep and water is clear.\n\nNew paragraph.\n"
    assert read.remarks == ()


def test_running_heads_and_page_numbers_go_and_are_told() -> None:
    pages = "\n~\n".join(f"Water report {n}\nWords of page {w}.\n\nMore on {w}.\n{n}" for n, w in
                         ((1, "one"), (2, "two"), (3, "three")))  # fmt: skip
    read = extract(make_pdf(pages), "a.pdf")
    assert "report" not in read.text
    assert "Words of page two." in read.text
    assert len(read.remarks) == 1
    assert "“Water report 1”" in read.remarks[0]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo\n"),
        ("<b>A</b><i>b</i> <u>c</u>", "**A***b* <u>c</u>\n"),
        ("<ol start=3><li>x<li>y</ol><ul><li>z</ul>", "3. x\n\n4. y\n\n- z\n"),
        ("<p>5 * 6 # 7 &lt; 8</p>", protect("5 * 6 # 7 < 8") + "\n"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "a\tb\n\na\tc\n"),
        ("<script>x</script><style>y</style><p>z</p>", "z\n"),
        ("one<br>two", "one\ntwo\n"),
        ("<table><tr><td>a<tr><td>b</table>after", "a\n\nb\n\nafter\n"),
        ("", "\n"),
    ],
)
def test_web_pages(html: str, text: str) -> None:
    assert mark_up(html) == text


def test_a_page_says_its_own_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p>Côte</p>'.encode("latin-1")
    assert extract(page, "a.html").text == "Côte\n"
    with pytest.raises(FormatError, match="not UTF-8 text"):
        extract("<p>Côte</p>".encode("latin-1"), "a.html")


def test_plain_text_is_utf_8_or_marked_utf_16() -> None:
    assert extract("\ufeffwörd".encode(), "a.txt").text == "wörd"
    assert extract("wörd".encode("utf-16"), "a.txt").text == "wörd"
    with pytest.raises(FormatError, match="the document is not UTF-8 text"):
        extract("wörd".encode("latin-1"), "a.md")


def test_the_content_tells_the_format_better_than_the_name() -> None:
    assert extract(make_docx("Words."), "notes.txt").text == "Words.\n"
    assert extract(make_pdf("Words."), "notes").text == "Words.\n"


@pytest.mark.parametrize(
    ("content", "file", "why"),
    [
        (b"words", "a.pages", "“.pages” is no format that is read; these are: .txt, "),
        (b"words", "notes", "“notes” is no format that is read"),
        (b"", "a.txt", "there is no text in it; a scanned document needs text recognition first"),
        (b"%PDF-1.4 rubbish", "a.pdf", "the document is damaged"),
        (b"PK\x03\x04 rubbish", "a.docx", "the document is damaged, or no Word document"),
        (make_pdf(""), "a.pdf", "there is no text in it"),
        (b"WEBVTT\n\nrubbish --> rubbish", "a.vtt", "there is no text in it"),
        (b"\xff\xff", "a.srt", "the captions are damaged, or not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, file: str, why: str) -> None:
    with pytest.raises(FormatError) as told:
        extract(content, file)
    assert str(told.value).startswith(why)


def test_a_missing_library_is_told_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(FormatError, match=r"pip install 'compact-bot\[documents\]'"):
        extract(make_docx("Words."), "a.docx")


PIECES = st.sampled_from(
    [
        "Alfa", "ALFA", "Bravo Land", "**Alfa**", "<u>Alfa</u>", "*Alfa: ", "# ", "## Alfa",
        "1. ", "2) ", "- ", "| Alfa | words |", "\t", "<v Alfa>", "<v >", ": ", " – ", "–", " - ",
        "\n", "\n\n", "(for the Blue Group)", "(", ")", "on behalf of the Blue Group, ", "said ",
        ", supported by Alfa, ", "<sup>1</sup> ", "[1]", "words", ". ", "; ", "Alfa's ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)
KNOWN = Speakers(
    {"Alfa": "alfa", "ALFA": "alfa"},
    {"Blue Group": "blue-group"},
    is_name=lambda words: words.strip(" :–-").casefold() in ("alfa", "bravo land"),
)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(FORMS), st.booleans())
def test_no_text_raises_under_any_form_and_no_word_is_lost(
    text: str, form: str, whole: bool
) -> None:
    document = read_as(Extract(text, whole=whole), form, KNOWN)
    assert document.style in FORMS
    for leaf in document.passages:
        assert str(parse_locator(leaf, document.form)) == leaf
    if document.style in ("floor", "auto"):
        return  # a floor record leaves out titles and names for whom it is spoken
    kept = [*document.passages.values(), *(words for _, words in document.aside)]
    kept += [turn.label for turn in document.interventions]
    kept += [turn.attribution for turn in document.interventions]
    assert restore(" ".join(kept)).count("words") >= text.count("words")


@given(st.text())
def test_a_texts_own_marks_come_back(text: str) -> None:
    if not any("\ue000" <= character <= "\ue003" for character in text):
        assert restore(protect(text)) == text


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/ \n\tpbtdrliuo123&;\"='x"), max_size=80))
def test_no_page_raises(html: str) -> None:
    mark_up(html)


def test_prose_of_a_format_has_no_marks_and_plain_prose_keeps_its_own() -> None:
    read = extract(make_docx("**Wells** are <u>deep</u> and cost 5 # 6."), "a.docx")
    document = read_as(read, "prose", KNOWN)
    assert [restore(words) for words in document.passages.values()] == [
        "Wells are deep and cost 5 # 6."
    ]
    plain = read_as(extract(b"**Wells** are deep.", "a.txt"), "prose", KNOWN)
    assert list(plain.passages.values()) == ["**Wells** are deep."]
