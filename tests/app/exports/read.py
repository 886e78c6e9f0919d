"""Reads what Kontor exported with readers that are not Kontor's, and compares with its JSON.

read.py DIR NAME: DIR has NAME.json and the same list in other formats: NAME.csv, NAME.xlsx, …;
NAME.libreoffice is what LibreOffice made of NAME.xlsx.
The JSON is a document with "partners" or "organisations". Exits with 3 where a reader is missing.
"""
import csv
import datetime
import json
import pathlib
import sys

try:
    import networkx
    import openpyxl
    import rdflib
except ImportError as missing:
    print(f"a reader is missing: {missing.name}; tools/setup test installs it")
    sys.exit(3)

LONGEST_CELL = 32_767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def xml_text(text):
    """As XML 1.0 can hold it."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        else "\ufffd" for c in text)


def is_number(text):
    try:
        return float(text) is not None
    except ValueError:
        return False


def check(is_good, what):
    if not is_good:
        sys.exit(f"{what}")


def equal(read, wanted, what):
    check(read == wanted, f"{what}: read {read!r}, wanted {wanted!r}")


def read_csv(path, names):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    equal([row["id"] for row in rows], list(names), "ids in CSV")
    for row in rows:
        check(None not in row and None not in row.values(), "a row of CSV has too many or few cells")
        for cell in row.values():
            check(is_number(cell) or not cell.startswith(FORMULA_STARTS), f"CSV has a formula: {cell!r}")
        name = names[row["id"]]
        equal(row["name"], "'" + name if name.startswith(FORMULA_STARTS) else name, "name in CSV")
    return rows


def read_xlsx(path, names):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    equal(sheet.freeze_panes, "A2", "the pane that stays")
    check(sheet.auto_filter.ref is not None, "XLSX has no filters")
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, row)) for row in sheet.iter_rows(min_row=2)]
    equal([row["id"].value for row in rows], list(names), "ids in XLSX")
    for row in rows:
        for cell in row.values():
            check(cell.data_type != "f", f"XLSX has a formula: {cell.value!r}")
            check(cell.column_letter != "" and cell.data_type in "snbd", cell.data_type)
        wanted = xml_text(names[row["id"].value]).replace("\r\n", "\n").replace("\r", "\n")
        wanted = wanted.replace("_x0041_", "_x005F_x0041_")  # openpyxl leaves escapes as they are
        equal(row["name"].value, wanted, "name in XLSX")
        for name, cell in row.items():
            if isinstance(cell.value, str) and len(cell.value) >= LONGEST_CELL:
                check(len(cell.value) == LONGEST_CELL and cell.value.endswith("…"), "a cell is too long")
            if name in ("score", "rank", "generation", "partnerships", "latitude"):
                check(isinstance(cell.value, (int, float)) or cell.value is None, f"{name} is a text")
            if name in ("as_of", "updated", "newest_partnership", "start"):
                check(cell.value is None or isinstance(cell.value, datetime.datetime), f"{name}: a text")
    question = {row[0].value: row[1].value for row in book["Question"].iter_rows()}
    for name in ("title", "question", "generation", "sources"):
        check(question.get(name), f"the sheet Question does not say {name}")


def read_libreoffice(path, names):
    """A workbook that LibreOffice opened and saved as CSV, which shows what its cells hold."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    equal([row["id"] for row in rows], list(names), "ids in LibreOffice")
    for row in rows:
        wanted = xml_text(names[row["id"]]).replace("\r\n", "\n").replace("\r", "\n")
        equal(row["name"], wanted, "name in LibreOffice")
        check(float(row["score"]) >= 0, "a score is no number")


def read_ties(path, names):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    tied = {row["source_node"] for row in rows}
    check(tied and tied <= {f"organisation:{key}" for key in names}, "somebody is tied who is not there")
    for row in rows:
        check(None not in row and None not in row.values(), "a row of CSV has too many or few cells")


def check_graph(graph, names, label):
    nodes = {data["id"]: data for _, data in graph.nodes(data=True) if data["type"] == "organisation"}
    for key, name in names.items():
        check(key in nodes, f"{key} is not in the graph")
        read = nodes[key][label] if label in nodes[key] else nodes[key]["label"]
        equal(read, xml_text(name), "name in the graph")
    for _, _, data in graph.edges(data=True):
        check(data["type"] in ("participates_in", "suggested"), "an edge of no known type")
        if data["type"] == "suggested":
            check(isinstance(data["score"], float), "a score is no number")
        else:
            check(isinstance(data["coordinates"], bool), "coordinates is no flag")


def read_jsonld(path, names):
    graph = rdflib.Graph()
    graph.parse(path, format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    read = {}
    for subject in set(graph.subjects(schema.name, None)):
        if not str(subject).startswith("urn:kontor:organisation:"):
            continue
        values = [str(v) for i in graph.objects(subject, schema.identifier)
                  for v in graph.objects(i, schema.value)]
        schemes = [str(v) for i in graph.objects(subject, schema.identifier)
                   for v in graph.objects(i, schema.propertyID)]
        check(values, "an organisation without identifier")
        check(schemes or ":" not in str(subject)[24:], "an identifier without scheme")
        read[str(subject)] = str(graph.value(subject, schema.name))
    for name in names.values():
        check(name in read.values(), f"{name!r} is not in the JSON-LD")
    return graph


def main():
    directory, name = pathlib.Path(sys.argv[1]), sys.argv[2]
    document = json.loads((directory / f"{name}.json").read_text(encoding="utf-8"))
    is_graph = "links" in document
    listed = document.get("partners", document.get("organisations"))
    if is_graph:
        graph = networkx.node_link_graph(document)
        check(graph.number_of_edges() == len(document["links"]), "edges are missing")
        listed = [{"id": node["key"], "name": node["label"]} for node in document["nodes"]
                  if node["type"] == "organisation"]
    names = {organisation["id"]: organisation["name"] for organisation in listed}
    check(names, "nothing was exported")
    read = []
    for path in sorted(directory.glob(f"{name}.*")):
        ending = path.suffix[1:]
        if ending == "libreoffice":
            read_libreoffice(path, names)
        elif ending == "csv" and is_graph:
            read_ties(path, names)
        elif ending == "xlsx" and is_graph:
            check(openpyxl.load_workbook(path)["Ties"].max_row == len(document["links"]) + 1, "ties")
        elif ending == "csv":
            read_csv(path, names)
        elif ending == "xlsx":
            read_xlsx(path, names)
        elif ending == "graphml":
            check_graph(networkx.read_graphml(path), names, "label")
        elif ending == "gexf":
            check_graph(networkx.read_gexf(path), names, "label")
        elif ending == "jsonld":
            read_jsonld(path, names)
        elif ending == "ndjson":
            lines = path.read_text(encoding="utf-8").split("\n")
            equal([json.loads(line)["id"] for line in lines if line], list(names), "ids in NDJSON")
        else:
            continue
        read.append(ending)
    print(name, len(names), *read)


main()
