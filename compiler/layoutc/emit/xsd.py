"""XML Schema 1.0: a file for the answers of each pair and one for the provider's copy of each area; none needs another file.

Items and repeats are elements named by their codes, in the order of the layout; records are elements named by the record.
What the schemas say of the XML form and cannot say stands in docs/decisions/xml.md.
"""

from collections.abc import Collection, Iterable

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Item, Record, Repeat
from layoutc.catalog.types import Date
from layoutc.emit.artifacts import Artifact
from layoutc.emit.definitions import (
    Definition,
    Holding,
    Member,
    Names,
    Pair,
    always_sent,
    code_lists,
    heading,
    items,
    legal_remarks,
    others,
    remarks,
    scalar_types,
    title,
)
from layoutc.emit.markup import Element, document
from layoutc.emit.naming import checked, checked_code, file_name, type_name
from layoutc.emit.wire import ANSWERS, UPDATED, VERSION
from layoutc.emit.xsd_types import (
    ITEM_ATTRIBUTES,
    VERSION_TYPE,
    absence_type,
    code_type,
    documented,
    element_type,
    element_type_name,
    may_be_absent,
    simple_name,
    simple_type,
    version_type,
)

FOLDER = "xsd"
# More cannot be counted: the validator of Java refuses a schema that counts to 5000 or beyond.
MOST_COUNTED = 4000

_RECORD_ATTRIBUTES = "wire.record"
_ANY_NUMBER = {"minOccurs": "0", "maxOccurs": "unbounded"}


def emit(catalog: Catalog, without: Collection[Names] = ()) -> tuple[Artifact, ...]:
    """`xsd/answers/PROVIDER/QUERIER.xsd` for every pair and `xsd/copies/AREA.xsd` for every area of a catalog of a day."""
    answers = [
        Artifact(path(pair.provider, pair.querier), document(_answers(catalog, pair)))
        for pair in others(catalog, without)
    ]
    copies = [
        Artifact(f"{FOLDER}/copies/{file_name(area.name)}.xsd", document(_copy(catalog, area)))
        for area in sorted(catalog.areas.values(), key=lambda area: area.name)
    ]
    return (*answers, *copies)


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The file of the pair's answers; copies belong to no pair."""
    return (path(provider, querier),)


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/answers/{file_name(provider)}/{file_name(querier)}.xsd"


def _answers(catalog: Catalog, pair: Pair) -> Element:
    references = tuple(Element("xs:element", {"ref": definition.name}) for definition in pair.definitions)
    collection = Element("xs:complexType", {}, (Element("xs:choice", _ANY_NUMBER, references),))
    root = Element("xs:element", {"name": ANSWERS}, (documented("任意の数の回答。"), collection))
    answers = [_root(each.name, each, heading(each), *legal_remarks(each)) for each in pair.definitions]
    shared = _shared(catalog, pair.definitions, required=False)
    return _schema([documented(title(catalog, pair), catalog.notice), root, *answers, *shared])


def _copy(catalog: Catalog, area: Area) -> Element:
    root = _root(
        checked_code(area.code), area, area.label, f"情報の法令: {area.law}", f"根拠: {area.basis}", area.note or ""
    )
    about = documented(f"{area.label}の副本データ", catalog.notice)
    return _schema([about, root, *_shared(catalog, (area,), required=True)])


def _schema(children: Iterable[Element]) -> Element:
    return Element("xs:schema", {"xmlns:xs": "http://www.w3.org/2001/XMLSchema"}, tuple(children))


def _shared(catalog: Catalog, holders: tuple[Definition, ...] | tuple[Area, ...], *, required: bool) -> list[Element]:
    """The types by name, and the attributes; those of records are `required` or not."""
    found = tuple(items(holders))
    scalars = dict(sorted((scalar_types(holders) | {type_name(Date()): Date()}).items()))
    of_elements = {element_type_name(item): element_type(item) for item in found}
    absences = {each.attributes["name"]: each for each in (absence_type(i.absent) for i in found if may_be_absent(i))}
    use = {"use": "required"} if required else {}
    version = {"name": VERSION, "type": VERSION_TYPE}
    updated = {"name": UPDATED, "type": simple_name(Date())} | use
    return [
        Element("xs:attributeGroup", {"name": ITEM_ATTRIBUTES}, (Element("xs:attribute", version),)),
        Element(
            "xs:attributeGroup",
            {"name": _RECORD_ATTRIBUTES},
            (Element("xs:attribute", version | use), Element("xs:attribute", updated)),
        ),
        version_type(),
        *(simple_type(kind) for kind in scalars.values()),
        *(code_type(codes) for codes in code_lists(catalog, holders)),
        *(each for _, each in sorted(absences.items())),
        *(each for _, each in sorted(of_elements.items())),
    ]


def _root(name: str, holder: Holding, *about: str) -> Element:
    records = tuple(
        Element(
            "xs:element",
            {"name": checked(record.name)} | _ANY_NUMBER,
            (documented(record.label, remarks(record)), _content(record)),
        )
        for record in holder.records
    )
    content = Element("xs:complexType", {}, (Element("xs:sequence", {}, records),))
    return Element("xs:element", {"name": name}, (documented(*about), content))


def _content(holder: Record | Repeat) -> Element:
    members = Element("xs:sequence", {}, tuple(_member(member) for member in holder.members))
    attributes = Element("xs:attributeGroup", {"ref": _RECORD_ATTRIBUTES})
    return Element("xs:complexType", {}, (members, attributes))


def _member(member: Member) -> Element:
    about = documented(member.label, remarks(member))
    name = {"name": checked_code(member.code)}
    if isinstance(member, Item):
        sent = {} if always_sent(member) else {"minOccurs": "0"}
        nil = {"nillable": "true"} if may_be_absent(member) else {}
        return Element("xs:element", name | {"type": element_type_name(member)} | sent | nil, (about,))
    return Element("xs:element", name | _bounds(member), (about, _content(member)))


def _bounds(repeat: Repeat) -> dict[str, str]:
    most = repeat.maximum
    counted = most is not None and most <= MOST_COUNTED
    return {
        "minOccurs": str(min(repeat.minimum, MOST_COUNTED)),
        "maxOccurs": str(most) if counted else "unbounded",
    }
