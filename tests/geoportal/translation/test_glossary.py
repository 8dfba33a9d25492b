"""The glossary: its file, its table, and Google's copy of it, over the wire."""

from __future__ import annotations

import grpc
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from google.cloud import translate_v3 as google
from google.longrunning import operations_pb2

from geoportal.translation.glossary.file import rows, terms_of_file
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.glossary.services import load_glossary
from geoportal.translation.terms import terms

LANGUAGES = ["en", "km", "ru", "th", "vi", "zh-Hans"]


def test_the_file_has_every_city_in_every_language():
    places = [row for row in rows() if row.kind == "place"]
    cities = {row.ko for row in places if row.ko[-1] in "시군"}
    assert len(cities) == 31
    for city in cities:
        assert sorted(row.language for row in places if row.ko == city) == LANGUAGES
    assert len({(row.ko, row.language) for row in rows()}) == len(list(rows()))
    assert {row.status for row in rows()} == {"drafted"}


def test_uiwang_is_the_righteous_king():
    [uiwang] = [one for one in terms_of_file("zh-hans") if one.korean == "의왕시"]
    assert uiwang.text == "义王市"
    assert "義王市" in uiwang.also


@pytest.mark.parametrize(
    "korean",
    ["외국인등록증", "체류자격", "사업장 변경", "퇴직금", "출국만기보험", "산업재해", "다누리콜센터", "고용센터"],
)
def test_the_terms_that_matter_are_fixed(korean):
    found = [row for row in rows() if row.ko == korean]
    assert sorted(row.language for row in found) == LANGUAGES
    assert {row.fixed for row in found} == {"yes"}


def test_loading_twice_changes_nothing_and_people_keep_their_words(db):
    done = load_glossary()
    assert done["added"] == len(list(rows()))
    assert load_glossary() == {"added": 0, "changed": 0, "removed": 0}
    GlossaryTerm.objects.filter(korean="퇴직금", language="en").update(text="retirement pay", is_own=True)
    GlossaryTerm.objects.filter(korean="퇴직금", language="vi").update(text="x")
    assert load_glossary()["changed"] == 1
    assert GlossaryTerm.objects.get(korean="퇴직금", language="en").text == "retirement pay"


def test_a_text_that_is_a_term_needs_no_engine(db):
    load_glossary()
    found = terms(["의왕시", "의왕시에 삽니다"], source="ko", target="zh-Hans")
    known = found.pop("의왕시")
    assert not found
    assert (known.text, known.status) == ("义王市", "drafted")


class FakeGlossary:
    """Google's glossary service of this machine, over gRPC."""

    def __init__(self) -> None:
        self.glossary: google.Glossary | None = None
        self.entries: dict[str, google.GlossaryEntry] = {}
        self.writes: list[str] = []

    def handlers(self):
        def served(request_type, response, call):
            return grpc.unary_unary_rpc_method_handler(
                call, request_deserializer=request_type.deserialize, response_serializer=response
            )

        entry = google.GlossaryEntry.serialize
        return {
            "GetGlossary": served(google.GetGlossaryRequest, google.Glossary.serialize, self.get),
            "CreateGlossary": served(google.CreateGlossaryRequest, lambda one: one.SerializeToString(), self.create),
            "ListGlossaryEntries": served(
                google.ListGlossaryEntriesRequest, google.ListGlossaryEntriesResponse.serialize, self.list
            ),
            "CreateGlossaryEntry": served(google.CreateGlossaryEntryRequest, entry, self.add),
            "UpdateGlossaryEntry": served(google.UpdateGlossaryEntryRequest, entry, self.change),
            "DeleteGlossaryEntry": served(
                google.DeleteGlossaryEntryRequest, lambda one: one.SerializeToString(), self.remove
            ),
        }

    def get(self, request, context):
        if self.glossary is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such glossary")
        return self.glossary

    def create(self, request, context):
        self.glossary = request.glossary
        done = operations_pb2.Operation(name="operations/1", done=True)
        done.response.Pack(google.Glossary.pb(request.glossary))
        return done

    def list(self, request, context):
        return google.ListGlossaryEntriesResponse(glossary_entries=list(self.entries.values()))

    def add(self, request, context):
        made = request.glossary_entry
        made.name = f"{request.parent}/glossaryEntries/{len(self.writes)}"
        self.entries[made.name] = made
        self.writes.append("add")
        return made

    def change(self, request, context):
        self.entries[request.glossary_entry.name] = request.glossary_entry
        self.writes.append("change")
        return request.glossary_entry

    def remove(self, request, context):
        from google.protobuf.empty_pb2 import Empty

        del self.entries[request.name]
        self.writes.append("remove")
        return Empty()


@pytest.fixture
def resource(translator):
    from concurrent.futures import ThreadPoolExecutor

    fake = FakeGlossary()
    with ThreadPoolExecutor(4) as threads:
        server = grpc.server(threads)
        service = "google.cloud.translation.v3.TranslationService"
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, fake.handlers()),))
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        translator(
            GOOGLE_PROJECT="made-up", GOOGLE_GLOSSARY="terms", GOOGLE_TRANSPORT="grpc",
            GOOGLE_ENDPOINT=f"http://127.0.0.1:{port}",
        )  # fmt: skip
        yield fake
        server.stop(0)


def test_googles_glossary_follows_ours(db, resource, capsys):
    load_glossary()
    kept = GlossaryTerm.objects.filter(korean__in=["의왕시", "퇴직금"])
    GlossaryTerm.objects.exclude(pk__in=kept).delete()
    call_command("sync_glossary")
    assert resource.writes == ["add", "add"]
    assert "zh-CN" in resource.glossary.language_codes_set.language_codes
    words = {term.language_code: term.text for one in resource.entries.values() for term in one.terms_set.terms
             if any(term.text == "의왕시" for term in one.terms_set.terms)}  # fmt: skip
    assert words["zh-CN"] == "义王市"
    call_command("sync_glossary")
    assert len(resource.writes) == 2
    GlossaryTerm.objects.filter(korean="의왕시", language="en").update(text="Uiwang City")
    GlossaryTerm.objects.filter(korean="퇴직금").delete()
    call_command("sync_glossary")
    assert resource.writes[2:] == ["change", "remove"]
    assert capsys.readouterr().out.splitlines()[-1] == "0 added, 1 changed, 1 removed"


def test_without_a_project_the_command_says_so(db, translator):
    translator(GOOGLE_PROJECT="", GOOGLE_GLOSSARY="")
    with pytest.raises(CommandError):
        call_command("sync_glossary")


def test_no_term_is_there_twice(db):
    load_glossary()
    counted = GlossaryTerm.objects.values("korean", "language").annotate(number=Count("pk"))
    assert not counted.filter(number__gt=1)
