"""The closed lists of participants, spelt as in record files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParticipantKind(models.TextChoices):
    """What a participant is; spelt as in record files."""

    STATE = "state", _("state")
    OBSERVER = "observer", _("observer")
    REGIONAL = "regional organisation", _("regional organisation")
    INTERGOVERNMENTAL = "intergovernmental organisation", _("intergovernmental organisation")
    UN_ORGAN = "UN organ", _("United Nations organ")
    UN_BODY = "UN body", _("United Nations body")
    MINISTRY = "ministry", _("ministry or other part of a government")
    NGO = "non-governmental organisation", _("non-governmental organisation")
    RESEARCH = "research institution", _("research institution")
    NETWORK = "network", _("network")
    OTHER = "other", _("other")
    # Last: derived tables keep the place of a kind in this list.
    FORMER_STATE = "former state", _("former Member State")


class Region(models.TextChoices):
    """The regional groups of UN Member States: the one that a state stands for election in.

    So Türkiye, which takes part in two, is in the Western European and Others Group, as are
    Israel and the United States, which belongs to none and attends as an observer.
    """

    AFRICA = "African Group", _("African Group")
    ASIA_PACIFIC = "Asia-Pacific Group", _("Asia-Pacific Group")
    EASTERN_EUROPE = "Eastern European Group", _("Eastern European Group")
    LATIN_AMERICA = (
        "Latin American and Caribbean Group",
        _("Latin American and Caribbean Group"),
    )
    WESTERN_EUROPE = (
        "Western European and Others Group",
        _("Western European and Others Group"),
    )


class NameKind(models.TextChoices):
    """Why a participant goes by a further name."""

    OTHER = "other", _("other name")
    FORMER = "former", _("former name")
    ABBREVIATION = "abbreviation", _("abbreviation")
