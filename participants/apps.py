"""Configuration of the participants app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """States, organisations, bodies and people that meet."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "participants"
    verbose_name = _("participants and people")
