"""The register that is attacked: a record in each state, and the roles of staff."""

from django.contrib.auth.models import Permission, User

from tests.meetings.admin import rich

#: who sends requests; the administrator looks after users and has no right to the register
ROLES = ("anonymous", "editor", "publisher", "administrator")
STATES = ("draft", "in review", "published", "withdrawn")


def make() -> User:
    """Make it; whoever is returned may read every form."""
    boss = User.objects.create_superuser("boss")
    # The makers of records need a Publisher and an Editor, and make them.
    for status in STATES:
        rich.record(f"fish-{status.replace(' ', '-')}", status)
    for name, make_user in (("editor", rich.editor), ("publisher", rich.publisher)):
        if not User.objects.filter(username=name).exists():
            make_user()
    administrator = User.objects.create_user("administrator", is_staff=True)
    administrator.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    return boss
