"""Who signs in and out, and what users and groups may, added to the log."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import ModelSignal, m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _

from portal.models import AuditKind

from .acting import acting, name_of
from .log import in_words, note

#: what of a user is told where it changes, and how
_FOLLOWED = {
    "username": _("name"),
    "email": _("e-mail address"),
    "is_active": _("active"),
    "is_staff": _("staff"),
    "is_superuser": _("may do everything"),
}
_USER, _GROUP = "auth_user_change", "auth_group_change"
#: what becomes of rows of a many-to-many table, by the action that Django names
_ADDED, _REMOVED = "post_add", ("pre_remove", "pre_clear")


def connect() -> None:
    """Listen to Django."""
    user_logged_in.connect(signed_in, dispatch_uid="portal.audit.in")
    user_logged_out.connect(signed_out, dispatch_uid="portal.audit.out")
    receivers: tuple[tuple[ModelSignal, Any, Any], ...] = (
        (pre_save, User, user_changes),
        (post_save, User, user_changed),
        (post_delete, User, deleted),
        (pre_save, Group, group_changes),
        (post_save, Group, group_changed),
        (post_delete, Group, deleted),
        (m2m_changed, User.groups.through, rights_changed),
        (m2m_changed, User.user_permissions.through, rights_changed),
        (m2m_changed, Group.permissions.through, rights_changed),
    )
    for signal, sender, receiver in receivers:
        uid = f"portal.audit.{sender.__name__}.{receiver.__name__}"
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def signed_in(user: Any, **_signal: Any) -> None:
    """Somebody signed in."""
    note(AuditKind.SIGN_IN, "", user=user)


def signed_out(user: Any, **_signal: Any) -> None:
    """Somebody signed out; nothing of a session that had ended before."""
    if user is not None:
        note(AuditKind.SIGN_OUT, "", user=user)


def failed(name: str, network: str, locked: bool) -> None:
    """An attempt to sign in failed; ``locked`` where it was the last that may be made for a while.

    The name stands in the log only where somebody has it: some type their password into its box.
    """
    known = get_user_model()._default_manager.filter(username=name).exists() if name else False
    who = name if known else ""
    note(AuditKind.FAILED, "", who=who, network=network)
    if locked:
        note(AuditKind.LOCKED, "", who=who, network=network)


def let_in(what: str, count: int) -> None:
    """Failures of a name or an address were forgotten before their time."""
    note(AuditKind.LET_IN, what, details=in_words(_("Failures forgotten: %(n)d"), n=count))


class NotedPasswords:
    """A validator that refuses nothing; Django tells it of passwords that were set."""

    def validate(self, password: str, user: Any = None) -> None:
        """Accept."""

    def get_help_text(self) -> str:
        """What is said beside the box."""
        return str(_("The audit log notes that a password was set, and never the password."))

    def password_changed(self, password: str, user: Any = None) -> None:
        """Note who set whose password; by the link of a mail it is one's own."""
        note(AuditKind.PASSWORD, name_of(user), who=acting() or name_of(user), page=_page(user))


def user_changes(instance: User, raw: bool = False, **signal: Any) -> None:
    """Note what a user is about to become otherwise."""
    instance._changes = ""  # type: ignore[attr-defined]
    written = signal.get("update_fields")
    fields = [name for name in _FOLLOWED if written is None or name in written]
    if raw or instance.pk is None or not fields:
        return
    stored = User._default_manager.filter(pk=instance.pk).values(*fields).first() or {}
    instance._changes = "; ".join(  # type: ignore[attr-defined]
        f"{in_words(_FOLLOWED[name])}: {_said(before)} → {_said(getattr(instance, name))}"
        for name, before in stored.items()
        if before != getattr(instance, name)
    )


def user_changed(instance: User, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A user was made or changed."""
    if created and not raw:
        rights = [
            in_words(_FOLLOWED[name])
            for name in ("is_staff", "is_superuser")
            if getattr(instance, name)
        ]
        words = in_words(_("User made: %(name)s"), name=name_of(instance))
        note(AuditKind.RIGHTS, words, page=_page(instance), details=", ".join(rights))
    elif changes := getattr(instance, "_changes", ""):
        note(AuditKind.RIGHTS, name_of(instance), page=_page(instance), details=changes)


def group_changes(instance: Group, raw: bool = False, **_signal: Any) -> None:
    """Note the name that a group had."""
    rows = Group._default_manager.filter(pk=instance.pk).values_list("name", flat=True)
    instance._was = None if raw or instance.pk is None else rows.first()  # type: ignore[attr-defined]


def group_changed(instance: Group, created: bool, raw: bool = False, **_signal: Any) -> None:
    """A group was made or renamed."""
    was = getattr(instance, "_was", None)
    if created and not raw:
        words = in_words(_("Group made: %(name)s"), name=instance.name)
        note(AuditKind.RIGHTS, words, page=(_GROUP, instance.pk))
    elif was and was != instance.name:
        note(AuditKind.RIGHTS, instance.name, page=(_GROUP, instance.pk), details=f"← {was}")


def deleted(instance: User | Group, **_signal: Any) -> None:
    """A user or a group was deleted."""
    user = isinstance(instance, User)
    words = _("User deleted: %(name)s") if user else _("Group deleted: %(name)s")
    note(AuditKind.RIGHTS, in_words(words, name=instance))


def rights_changed(
    instance: Any, action: str, reverse: bool, model: Any, pk_set: Any, **signal: Any
) -> None:
    """Groups or permissions were given or taken; from either end of the table."""
    if action != _ADDED and action not in _REMOVED:
        return
    others = _others(instance, signal["sender"], model, reverse, action, pk_set)
    if not others:
        return
    words = _("given: %(names)s") if action == _ADDED else _("taken away: %(names)s")
    if not reverse:
        names = "; ".join(map(_right, others))
        note(AuditKind.RIGHTS, instance, page=_page(instance), details=in_words(words, names=names))
        return
    for other in others:
        told = in_words(words, names=_right(instance))
        note(AuditKind.RIGHTS, other, page=_page(other), details=told)


def _others(
    instance: Any, through: Any, model: Any, reverse: bool, action: str, numbers: Any
) -> list[Any]:
    """The rows at the other end that are given, or that were there and are taken away."""
    if action == "pre_clear":
        near, far = _columns(through, type(instance), model)
        rows = through._default_manager.filter(**{near: instance.pk})
        numbers = set(rows.values_list(far, flat=True))
    rows = model._default_manager.filter(pk__in=numbers or ())
    if model is Permission:
        rows = rows.select_related("content_type")
    return sorted(rows, key=lambda row: row.pk)


def _columns(through: Any, near: type, far: type) -> tuple[str, str]:
    """The foreign keys of a many-to-many table, by what they lead to."""
    keys = [field for field in through._meta.fields if field.is_relation]
    names = {key.related_model: key.attname for key in keys}
    return names[near], names[far]


def _right(row: Any) -> str:
    """A group by its name, a permission by its code."""
    if isinstance(row, Permission):
        return f"{row.content_type.app_label}.{row.codename}"
    return str(row)


def _page(row: Any) -> tuple[str, Any]:
    return (_USER if isinstance(row, User) else _GROUP), row.pk


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return in_words(_("yes") if value else _("no"))
    return str(value) or "–"
