"""JSON of the assistant: one question, one answer; the same as a stream for who accepts one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from geoportal.assistant.answering import answered_whole
from geoportal.assistant.forms import LONGEST, Ask
from geoportal.assistant.limits import allowance, within_limits
from geoportal.assistant.shapes import answer_json
from geoportal.assistant.streaming import EVENT_STREAM, streamed
from geoportal.core.forms import checked
from geoportal.core.hot import hot_view
from geoportal.core.http import json_object, json_response


class AskRequest(serializers.Serializer[Any]):
    """A question in any language; where the reader is, if they say so; `conversation` of the answer before."""

    question = serializers.CharField(max_length=LONGEST)
    language = serializers.CharField(required=False, help_text="Of the answer; else that of the question.")
    region = serializers.CharField(required=False, help_text="Code or slug.")
    lat = serializers.FloatField(required=False, min_value=-90, max_value=90)
    lon = serializers.FloatField(required=False, min_value=-180, max_value=180)
    conversation = serializers.CharField(required=False, max_length=2000)


class CitationSerializer(serializers.Serializer[Any]):
    """A guide page that the answer quotes."""

    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    language = serializers.CharField()
    status = serializers.CharField(help_text="Of the text: `original`, `drafted`, `machine`, `reviewed`, `outdated`.")
    checked_on = serializers.DateField(allow_null=True)
    expired = serializers.BooleanField()


class PartSerializer(serializers.Serializer[Any]):
    """A piece of the answer: a quote of the page `cites`, or the portal's own words (null)."""

    text = serializers.CharField()
    language = serializers.CharField()
    cites = serializers.CharField(allow_null=True)
    listed = serializers.BooleanField()


class AnswerSerializer(serializers.Serializer[Any]):
    """An answer. Telephone numbers, links and places come from data, never from a model."""

    answer = serializers.CharField()
    language = serializers.CharField()
    engine = serializers.ChoiceField(["extractive", "generative"])
    ai_generated = serializers.BooleanField()
    emergency = serializers.BooleanField()
    emergency_kinds = serializers.ListField(child=serializers.CharField())
    refused = serializers.BooleanField()
    human = serializers.BooleanField()
    needs_region = serializers.BooleanField()
    parts = PartSerializer(many=True)
    citations = CitationSerializer(many=True)
    places = serializers.ListField(child=serializers.DictField())
    offices = serializers.ListField(child=serializers.DictField())
    events = serializers.ListField(child=serializers.DictField())
    hotlines = serializers.ListField(child=serializers.DictField())
    region = serializers.DictField(allow_null=True)
    conversation = serializers.CharField()


@extend_schema(request=AskRequest, responses=AnswerSerializer)
@hot_view("POST")
def ask(request: HttpRequest) -> Any:
    """The answer to a question, from the guides, the places and the numbers that the portal knows.

    Neither the question nor the position is stored. `conversation` holds what later questions may lean on, signed,
    in codes. With `Accept: text/event-stream` the parts come as they are ready (`part`), then the whole (`answer`).
    """
    within_limits(request)
    question = checked(Ask, json_object(request)).asked()
    if EVENT_STREAM in request.headers.get("Accept", ""):
        return streamed(request, question)
    response = json_response(answer_json(answered_whole(question, allowance(request))))
    response["Cache-Control"] = "no-store"
    return response
