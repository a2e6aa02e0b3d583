"""Whether a value of one type can be read as another, and whether all of its values have room."""

from layoutc.catalog.types import Characters, Code, Date, Decimal, Digits, Integer, ItemType, Year


def readable_as(has: ItemType, needs: ItemType) -> bool:
    """The same sort of value; lengths and lists aside."""
    match has, needs:
        case Characters(kind), Characters(needed):
            return needed in (kind, "text")
        case Digits(), Characters(needed):
            return needed in ("ascii", "text")
        case Integer(kind), Integer(needed):
            return kind == needed
        case Date(partial), Date(needed):
            return needed or not partial
        case Year(fiscal), Year(needed):
            return fiscal == needed
        case _:
            return type(has) is type(needs)


def has_room(has: ItemType, needs: ItemType) -> bool:
    """Every value that is needed can arrive. Only for types of which the one is readable as the other."""
    match has, needs:
        case Characters(_, length), Characters(_, needed):
            return length >= needed
        case Digits(_, length), Characters(_, needed):
            return length >= needed
        case Digits(shortest, longest), Digits(least, most):
            return shortest <= least and longest >= most
        case Integer(_, digits, signed), Integer(_, needed, below_zero):
            return digits >= needed and signed >= below_zero
        case Decimal(precision, scale, signed), Decimal(needed, places, below_zero):
            return precision - scale >= needed - places and scale >= places and signed >= below_zero
        case Code(), Code():
            return True
        case _:
            return True
