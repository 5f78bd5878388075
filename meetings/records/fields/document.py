"""Source documents: their texts, what is marked in them, and what is corrected."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from meetings.models.choices import MarkKind, Rights
from meetings.models.document import WEB_ADDRESS

from .declaration import NounDeclaration
from .former import FormerSlugs
from .keys import ParticipantKeys
from .kinds import Choice, Date, Digest, EmptyText, Text
from .passage import OwnItems, OwnSpan, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRecord:
    """Text that no record uses: narrative, heading, label or furniture."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Mark",
        description="Source text that no record uses.",
        definition="mark",
        model="meetings.Mark",
    )

    kind: Annotated[
        str,
        Choice("Narrative holds no attributed saying, decision, presence or figure.", MarkKind),
    ]
    span: Annotated[
        Span,
        OwnSpan(
            "Where the words stand in the document; a list of ranges for several places.",
            ranges=True,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRecord:
    """How a stretch of a document is read, and why; ``printed`` is the document's own text."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Correction",
        description="An editorial correction: both forms are shown.",
        definition="correction",
        model="meetings.Correction",
    )

    span: Annotated[Span, OwnSpan("The words corrected; one range.")]
    printed: Annotated[str, Text("What the source prints there.", definition="text", always=True)]
    read: Annotated[str, EmptyText("How it is read; empty for words printed by mistake.")]
    reason: Annotated[str, Text("Why.", definition="text", always=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A source text, whole; ``sha256`` is over its UTF-8 bytes, in lower-case hexadecimal."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Document",
        description="A source document. Its text is read-only once a passage points into it.",
        definition="document",
        model="meetings.Document",
        owner="document",
    )

    key: Annotated[str, Text(definition="slug", unique=True)]
    title: Annotated[str, Text("Title as printed.", definition="text")]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    kind: Annotated[str, Text("What it is, as “Co-Chairs' summary”.", 100)] = ""
    symbol: Annotated[str, Text("Symbol, as “A/RES/60/1”.", 100)] = ""
    issuers: Annotated[tuple[str, ...], ParticipantKeys("Who issued it.")] = ()
    publisher: Annotated[str, Text("Who published it, where the issuer did not.", 250)] = ""
    url: Annotated[
        str,
        Text(
            "Address of the original: http or https.",
            1000,
            pattern=rf"^({WEB_ADDRESS})?$(?!\n)",
        ),
    ] = ""
    retrieved: Annotated[str, Date("The day the text was taken from there.")] = ""
    date: Annotated[str, Date()] = ""
    language: Annotated[str, Text(definition="language")] = ""
    origin: Annotated[str, Text("Where the text is from.")] = ""
    rights: Annotated[
        str, Choice("How much of it may be shown. Left out: passages only.", Rights)
    ] = "passages only"
    text: Annotated[
        str, Text("The source text, whole and unchanged.", definition="text", always=True)
    ]
    sha256: Annotated[
        str,
        Digest("SHA-256 of the source file's bytes: the text in UTF-8. Left out: computed."),
    ] = ""
    marks: Annotated[
        tuple[MarkRecord, ...],
        OwnItems("Source text that no record uses, and what it is instead.", MarkRecord),
    ] = ()
    corrections: Annotated[
        tuple[CorrectionRecord, ...], OwnItems("Editorial corrections.", CorrectionRecord)
    ] = ()
