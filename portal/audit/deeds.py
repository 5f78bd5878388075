"""What happens to records, added to the log as it is stored, whoever stores it."""

from pathlib import Path
from typing import Any

from django.db.models.signals import ModelSignal, post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _

from meetings.corrections.nouns import noun_corrected
from meetings.corrections.numbers import number_given_back
from meetings.exports import draft_exported
from meetings.models import Document, IntakeReport, Meeting, Merge, Revision, StepTaken, Version
from meetings.models.choices import Action, Layer
from meetings.records.nouns import nouns_loaded
from portal.models import AuditKind

from .log import in_words, note

#: steps by which a published record is corrected
_OF_CORRECTIONS = ("begin_correction", "correct", "give_up")
_RECORD = "meetings_meeting_change"


def connect() -> None:
    """Listen to what is stored."""
    receivers: tuple[tuple[ModelSignal, Any, Any], ...] = (
        (post_save, StepTaken, step_taken),
        (post_save, Revision, revision_stored),
        (post_save, Version, version_changed),
        (pre_save, Merge, merge_changed),
        (post_save, Merge, merged),
        (post_save, IntakeReport, proposed),
        (post_delete, Meeting, deleted),
    )
    for signal, sender, receiver in receivers:
        signal.connect(receiver, sender=sender, dispatch_uid=f"portal.audit.{receiver.__name__}")
    draft_exported.connect(exported, dispatch_uid="portal.audit.exported")
    number_given_back.connect(renumbered, dispatch_uid="portal.audit.renumbered")
    noun_corrected.connect(corrected, dispatch_uid="portal.audit.corrected")
    nouns_loaded.connect(nouns_added, dispatch_uid="portal.audit.nouns_added")


def step_taken(instance: StepTaken, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A step of the life of a record, or of a correction beside it."""
    if created and not raw:
        meeting = instance.meeting
        note(
            AuditKind.CORRECTION if instance.step in _OF_CORRECTIONS else AuditKind.STEP,
            f"{in_words(instance.get_step_display())}: {meeting}",
            user=instance.user,
            page=(_RECORD, meeting.pk),
            details=instance.why,
        )


def revision_stored(instance: Revision, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A correction, or a load; other revisions go with a step."""
    kinds = {Action.CORRECT: AuditKind.CORRECTION, Action.LOAD: AuditKind.LOAD}
    kind = kinds.get(Action(instance.action))
    if created and not raw and kind:
        meeting = instance.meeting
        note(
            kind,
            in_words(_("Revision %(n)d: %(record)s"), n=instance.number, record=meeting),
            user=instance.user,
            page=(_RECORD, meeting.pk),
            details=instance.why,
        )


def version_changed(instance: Version, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A published version that was withdrawn by itself, or given back."""
    if not (created or raw):
        said = _("Withdrawn: %(version)s of %(record)s")
        if not instance.withdrawn:
            said = _("Given back: %(version)s of %(record)s")
        note(
            AuditKind.STEP,
            in_words(said, version=instance, record=instance.meeting),
            user=instance.withdrawn_by,
            page=("meetings_revision_change", instance.revision_id),
            details=instance.withdrawn_why,
        )


def merge_changed(instance: Merge, raw: bool = False, **_signal: Any) -> None:
    """Note whether a merge is taken back by what is about to be stored."""
    stored = Merge.objects.filter(pk=instance.pk, undone=None) if instance.pk else None
    instance._taken_back = bool(  # type: ignore[attr-defined]
        instance.undone and stored is not None and stored.exists()
    )


def merged(instance: Merge, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Rows that were made one, or two again."""
    taken_back = getattr(instance, "_taken_back", False)
    if raw or not (created or taken_back):
        return
    said = _("Taken back: %(gone)s → %(kept)s") if taken_back else "%(gone)s → %(kept)s"
    note(
        AuditKind.MERGE,
        in_words(said, gone=instance.gone_names, kept=instance.kept_name),
        user=instance.undone_by if taken_back else instance.user,
        page=("meetings_merge_change", instance.pk),
        details="" if taken_back else instance.why,
    )


def proposed(instance: IntakeReport, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A draft that was proposed from a document."""
    if created and not raw:
        note(
            AuditKind.INTAKE,
            instance.meeting,
            user=instance.user,
            page=(_RECORD, instance.meeting_id),
            details=instance.name,
        )


def deleted(instance: Meeting, **_signal: Any) -> None:
    """A record that was deleted; stubs come and go, and corrections have steps of their own."""
    if instance.layer == Layer.RECORD:
        details = in_words(
            _("It was “%(status)s”, at %(slug)s."),
            status=in_words(instance.get_status_display()),
            slug=instance.slug,
        )
        note(AuditKind.DELETION, instance, details=details)


def renumbered(meeting: Meeting, words: str, user: Any, why: str, **_signal: Any) -> None:
    """A retired number that a statement or pledge has again."""
    page = (_RECORD, meeting.pk)
    note(AuditKind.CORRECTION, f"{words}: {meeting}", user=user, page=page, details=why)


def corrected(row: Any, words: str, user: Any, why: str, **_signal: Any) -> None:
    """A noun that public pages show was changed."""
    page = (f"{row._meta.app_label}_{row._meta.model_name}_change", row.pk)
    note(AuditKind.CORRECTION, f"{row}: {words}", user=user, page=page, details=why)


def nouns_added(source: str, participants: int, people: int, **_signal: Any) -> None:
    """Participants and people that were added from a file of another format."""
    words = _("Added: participants %(participants)d, people %(people)d")
    what = in_words(words, participants=participants, people=people)
    if participants or people:
        note(AuditKind.LOAD, what, details=Path(source).name)


def exported(row: Meeting | Document, words: str, **_signal: Any) -> None:
    """Something that is not public was handed out."""
    page = _RECORD if isinstance(row, Meeting) else "meetings_document_change"
    note(AuditKind.EXPORT, row, page=(page, row.pk), details=words)
