"""Addresses of the public pages; they are permanent."""

from django.urls import path, register_converter

from .views import (
    document,
    lists,
    meeting,
    participant,
    person,
    pledge,
    record_file,
    series,
    statement,
    topic,
)


class Number:
    """A number that a statement or pledge can have: 1 to 999,999,999, without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number of an address."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number in an address."""
        return str(value)


register_converter(Number, "number")

urlpatterns = [
    path("meetings/", lists.MeetingList.as_view(), name="meeting_list"),
    path("meetings/<slug:slug>.json", meeting.record_file, name="meeting_json"),
    path("meetings/<slug:slug>/", meeting.meeting, name="meeting"),
    path("record-file.schema.json", record_file.record_schema, name="record_schema"),
    path("statements/", lists.StatementList.as_view(), name="statement_list"),
    path("meetings/<slug:slug>/statements/<number:number>/", statement.statement, name="statement"),
    path("series/", lists.SeriesList.as_view(), name="series_list"),
    path("series/<slug:slug>/", series.series_page, name="series"),
    path("participants/", lists.ParticipantList.as_view(), name="participant_list"),
    path("participants/<slug:slug>/", participant.profile, name="participant"),
    path("people/", lists.PersonList.as_view(), name="person_list"),
    path("people/<slug:key>/", person.profile, name="person"),
    path("pledges/", lists.PledgeList.as_view(), name="pledge_list"),
    path("meetings/<slug:slug>/pledges/<number:number>/", pledge.pledge, name="pledge"),
    path("topics/", lists.TopicList.as_view(), name="topic_list"),
    path("topics/<slug:slug>/", topic.detail, name="topic"),
    path("documents/", lists.DocumentList.as_view(), name="document_list"),
    path("documents/<slug:key>/", document.document, name="document"),
]
