"""The closed lists of the record file, spelt as there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Layer(models.TextChoices):
    """What a row of ``Meeting`` is: a record, what others say of it, a draft beside the record."""

    RECORD = "record", _("record")
    STUB = "stub", _("stub")
    CORRECTION = "correction", _("correction")


class Status(models.TextChoices):
    """The life of a record."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Mode(models.TextChoices):
    """How people met; virtual *and* in a city is normal."""

    IN_PERSON = "in person", _("In person")
    VIRTUAL = "virtual", _("Virtual")
    HYBRID = "hybrid", _("Hybrid")
    NOT_STATED = "not stated", _("Not stated")


class Stage(models.TextChoices):
    """Whether a meeting took place, as far as the sources say; only what was held was attended."""

    HELD = "held", _("Held")
    ANNOUNCED = "announced", _("Announced")
    PROPOSED = "proposed", _("Proposed")
    MENTIONED = "mentioned", _("Mentioned")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Attendance(models.TextChoices):
    """Whether the list of those present is whole."""

    COMPLETE = "complete", _("Complete")
    PARTIAL = "partial", _("Partial")
    NOT_RECORDED = "not recorded", _("Not recorded")


class Role(models.TextChoices):
    """What a delegation, or one of its people, was at the meeting."""

    HOST = "host", _("Host")
    CO_HOST = "co-host", _("Co-host")
    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co-chair", _("Co-chair")
    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co-organiser", _("Co-organiser")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    SPECIAL_GUEST = "special guest", _("Special guest")
    SPEAKER = "speaker", _("Speaker")
    PARTICIPANT = "participant", _("Participant")


class Level(models.TextChoices):
    """The rank at which a delegation was led."""

    HEAD = "head of state or government", _("Head of state or government")
    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy minister", _("Deputy minister")
    AMBASSADOR = "ambassador", _("Ambassador")
    SENIOR_OFFICIAL = "senior official", _("Senior official")
    DELEGATE = "delegate", _("Delegate")
    EXPERT = "expert", _("Expert")
    NOT_STATED = "not stated", _("Not stated")


class Presence(models.TextChoices):
    """How one was present; heard only by video is a delegation too."""

    IN_PERSON = "in person", _("In person")
    VIRTUAL = "virtual", _("Virtual")
    VIDEO_MESSAGE = "video message", _("Video message")
    PRE_RECORDED = "pre-recorded", _("Pre-recorded")
    NOT_STATED = "not stated", _("Not stated")


class Form(models.TextChoices):
    """How close a statement's text is to the words spoken."""

    VERBATIM = "verbatim", _("Verbatim")
    QUOTATION = "quotation", _("Quotation")
    REPORTED = "reported", _("Reported")


class Delivery(models.TextChoices):
    """How a statement was delivered; several at once."""

    IN_PERSON = "in person", _("In person")
    VIRTUAL = "virtual", _("Virtual")
    VIDEO_MESSAGE = "video message", _("Video message")
    PRE_RECORDED = "pre-recorded", _("Pre-recorded")
    AS_PREPARED = "as prepared", _("As prepared for delivery")
    READ_BY_ANOTHER = "read by another", _("Read by another")
    NOT_STATED = "not stated", _("Not stated")


class RelationKind(models.TextChoices):
    """What another meeting is to the one recorded."""

    PREVIOUS = "previous", _("Previous")
    NEXT = "next", _("Next")
    PREPARATORY = "preparatory", _("Preparatory")
    FOLLOW_UP = "follow-up", _("Follow-up")
    SIDE_EVENT = "side event", _("Side event")
    MENTIONED = "mentioned", _("Mentioned")


class PledgeKind(models.TextChoices):
    """What is promised."""

    CAPABILITY = "capability", _("Capability or support")
    FUNDS = "funds", _("Funds")
    APPOINTMENT = "appointment", _("Appointment")
    HOSTING = "hosting", _("Hosting")
    POLICY = "policy", _("Policy")
    EVENT = "event", _("Meeting or debate")
    KNOWLEDGE = "knowledge", _("Sharing of knowledge")
    OTHER = "other", _("Other")


class Strength(models.TextChoices):
    """How firmly it is promised."""

    FIRM = "firm", _("Firm")
    INTENDED = "intended", _("Intended")
    OFFERED = "offered", _("Offered")
    IN_PRINCIPLE = "in principle", _("In principle")
    REAFFIRMED = "reaffirmed", _("Reaffirmed")


class UpdateStatus(models.TextChoices):
    """What a later source asserts of a pledge."""

    IN_PROGRESS = "in progress", _("In progress")
    FULFILLED = "fulfilled", _("Announced as done")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn by its maker")


class MarkKind(models.TextChoices):
    """What a stretch of source text is that no record uses."""

    NARRATIVE = "narrative", _("Narrative")
    HEADING = "heading", _("Heading")
    LABEL = "label", _("Label")
    FURNITURE = "furniture", _("Page furniture")


class Sureness(models.TextChoices):
    """How sure intake is of a value that it proposed; spelt as ``meetings.intake.parts`` does."""

    SURE = "sure", _("Sure")
    LIKELY = "likely", _("Likely")
    DOUBTFUL = "doubtful", _("Doubtful")


class Rights(models.TextChoices):
    """How much of a source may be shown."""

    PUBLIC = "public in full", _("Public in full")
    PASSAGES = "passages only", _("Passages only")


class Action(models.TextChoices):
    """Why a revision was stored."""

    LOAD = "load", _("Loaded")
    #: a run of changes by one person
    EDIT = "edit", _("Changed")
    SUBMIT = "submit", _("Submitted for review")
    TAKE_BACK = "take_back", _("Taken back")
    SEND_BACK = "send_back", _("Sent back")
    PUBLISH = "publish", _("Published")
    CORRECT = "correct", _("Corrected")
    WITHDRAW = "withdraw", _("Withdrawn")
    RESTORE = "restore", _("Restored")
    REOPEN = "reopen", _("Made a draft again")


class Step(models.TextChoices):
    """What a record went through on its way, as its steps are named."""

    SUBMIT = "submit", _("Submitted for review")
    TAKE_BACK = "take_back", _("Taken back")
    SEND_BACK = "send_back", _("Sent back")
    PUBLISH = "publish", _("Published")
    WITHDRAW = "withdraw", _("Withdrawn")
    REOPEN = "reopen", _("Made a draft again")
    BEGIN_CORRECTION = "begin_correction", _("Correction begun")
    CORRECT = "correct", _("Correction published")
    GIVE_UP = "give_up", _("Correction given up")


class Noun(models.TextChoices):
    """What carries a permanent number."""

    STATEMENT = "statement", _("statement")
    PLEDGE = "pledge", _("pledge")
