"""Small documents of binary formats, written by hand so that tests see what is in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{type}" Target="{target}"/></Relationships>'
)
_RUN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|<u>(?P<under>[^<]+)</u>|\{\+(?P<added>[^}]+)\+\}|"
    r"\{-(?P<gone>[^}]+)-\}|\[(?P<note>\d+)\]|(?P<text>[^*<{\[]+)"
)


def make_docx(text: str, notes: Sequence[str] = ()) -> bytes:
    """Write a Word document.

    Args:
        text: a paragraph a line; `# ` a heading, `**bold**`, `<u>underlined</u>`, `{+inserted+}`,
            `{-deleted-}`, `[1]` a footnote; rows begin with `|`, `¶` parts a cell's paragraphs and
            `^` goes on with the cell above.
        notes: the footnotes.
    """
    body = "".join(_blocks(text))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", _RELATIONS.format(type="officeDocument", target="word/document.xml")
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            _RELATIONS.format(type="footnotes", target="footnotes.xml"),
        )
        archive.writestr(
            "word/document.xml", f"<w:document {_NS}><w:body>{body}</w:body></w:document>"
        )
        written = "".join(
            f'<w:footnote w:id="{number}"><w:p>{_runs(note)}</w:p></w:footnote>'
            for number, note in enumerate(notes, 1)
        )
        archive.writestr("word/footnotes.xml", f"<w:footnotes {_NS}>{written}</w:footnotes>")
    return file.getvalue()


def _blocks(text: str) -> Iterator[str]:
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"
            rows = []
        if line:
            heading = line.startswith("# ")
            style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if heading else ""
            yield f"<w:p>{style}{_runs(line.removeprefix('# '))}</w:p>"


def _row(cells: Sequence[str]) -> str:
    written: list[str] = []
    for number, cell in enumerate(cells):
        merge = '<w:vMerge w:val="restart"/>' if number == 1 else ""
        if cell == "^":
            cell, merge = "", "<w:vMerge/>"
        paragraphs = "".join(f"<w:p>{_runs(each)}</w:p>" for each in cell.split("¶"))
        written.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraphs}</w:tc>")
    return f"<w:tr>{''.join(written)}</w:tr>"


def _runs(text: str) -> str:
    found: list[str] = []
    for run in _RUN.finditer(text):
        kind, words = run.lastgroup or "", escape(run[run.lastgroup or 0])
        plain = f'<w:t xml:space="preserve">{words}</w:t>'
        author = 'w:id="1" w:author="Secretariat" w:date="2018-03-13T10:00:00Z"'
        found.append(
            {
                "bold": f"<w:r><w:rPr><w:b/></w:rPr>{plain}</w:r>",
                "under": f'<w:r><w:rPr><w:u w:val="single"/></w:rPr>{plain}</w:r>',
                "added": f"<w:ins {author}><w:r>{plain}</w:r></w:ins>",
                "gone": f"<w:del {author}><w:r><w:delText>{words}</w:delText></w:r></w:del>",
                "note": f'<w:r><w:footnoteReference w:id="{words}"/></w:r>',
            }.get(kind, f"<w:r>{plain}</w:r>")
        )
    return "".join(found)


def make_pdf(text: str) -> bytes:
    """Write a PDF.

    Args:
        text: a printed line a line; an empty one makes a paragraph's distance, `~` a page's end;
            `**bold**` at the beginning of a line.
    """
    pages = [page.strip("\n").split("\n") for page in re.split(r"^~\n", text, flags=re.M)]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids "
        f"[{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, lines in enumerate(pages):
        stream = _stream(lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R "
            f"/F2 4 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


_BRACKET = re.compile(r"([()])")
_ESCAPED = r"\\\1"


def _stream(lines: Sequence[str]) -> str:
    drawn: list[str] = []
    top = 800
    for number, line in enumerate(lines):
        if not line:
            top -= 12
            continue
        at = 40 if re.fullmatch(r"\d+", line) and number == len(lines) - 1 else top
        match = re.match(r"\*\*(.+?)\*\*(.*)", line)
        bold, rest = (match[1], match[2]) if match else ("", line)
        shown = "".join(
            f"/{font} 11 Tf ({_BRACKET.sub(_ESCAPED, words)}) Tj "
            for font, words in (("F2", bold), ("F1", rest))
            if words
        )
        drawn.append(f"BT 60 {at} Td {shown}ET")
        top -= 14
    return "\n".join(drawn)


def _file(objects: Sequence[str]) -> bytes:
    content = b"%PDF-1.4\n"
    places: list[int] = []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{written}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return content + (
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    ).encode("ascii")
