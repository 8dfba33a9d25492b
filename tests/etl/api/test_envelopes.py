"""One page of each provider's answer, in every form it has been seen in."""

import json

import pytest

from etl.api.codes import Fault, Refusal
from etl.api.envelopes import Page, read_page
from etl.source import Api, Provider

DATAGO = Api(provider=Provider.DATAGO, url="https://apis.example.kr/x", key="DATAGO", id="id")
NEIS = Api(provider=Provider.NEIS, url="https://open.example.kr/hub/schoolInfo", key="NEIS", id="id")
GG = Api(provider=Provider.GG, url="https://openapi.example.kr/Service", key="GG", id="id")
KOSIS = Api(provider=Provider.KOSIS, url="https://kosis.example.kr/x", key="KOSIS", id="")
SGIS = Api(provider=Provider.SGIS, url="https://sgis.example.kr/x", key="SGIS", id="")
KOPIS = Api(provider=Provider.DATAGO, url="https://kopis.example.kr/x", key="KOPIS", id="mt20id", rows="db")
ROW = {"id": "1", "name": "지은의원"}


def datago(items: object, *, code: object = "00", total: object = 1, message: str = "NORMAL SERVICE.") -> bytes:
    body = {"items": items, "numOfRows": 10, "pageNo": 1, "totalCount": total}
    header = {"resultCode": code, "resultMsg": message}
    return json.dumps({"response": {"header": header, "body": body}}, ensure_ascii=False).encode()


def gateway(code: str, first: str, second: str) -> bytes:
    return (
        f"<OpenAPI_ServiceResponse>\n<cmmMsgHeader>\n<errMsg>{first}</errMsg>\n<returnAuthMsg>{second}"
        f"</returnAuthMsg>\n<returnReasonCode>{code}</returnReasonCode>\n</cmmMsgHeader>\n</OpenAPI_ServiceResponse>"
    ).encode()


def refusal(body: bytes, api: Api = DATAGO) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_page(body, api=api)
    return caught.value


@pytest.mark.parametrize("items", [{"item": [ROW]}, {"item": ROW}, [ROW], ROW, {"item": [ROW, ""]}])
def test_trap_48_an_item_may_be_a_list_or_an_object(items: object) -> None:
    assert read_page(datago(items), api=DATAGO) == Page([ROW], 1)


@pytest.mark.parametrize("items", ["", None, {}, [], {"item": ""}, {"item": None}, {"item": []}])
def test_trap_48_no_items_is_written_in_many_ways(items: object) -> None:
    assert read_page(datago(items, total=0), api=DATAGO) == Page([], 0)


def test_trap_48_items_or_the_body_may_be_missing() -> None:
    header = {"resultCode": "00", "resultMsg": "OK"}
    assert read_page(json.dumps({"response": {"header": header, "body": {}}}).encode(), api=DATAGO) == Page([], None)
    assert read_page(json.dumps({"response": {"header": header}}).encode(), api=DATAGO) == Page([], None)
    assert read_page(json.dumps({"header": header, "body": {"items": [ROW]}}).encode(), api=DATAGO).rows == [ROW]


@pytest.mark.parametrize("code", ["0", "00", "000", "0000", 0])
def test_trap_49_success_has_many_spellings(code: object) -> None:
    assert read_page(datago({"item": [ROW]}, code=code), api=DATAGO).rows == [ROW]


@pytest.mark.parametrize("code", ["03", "3", 3])
def test_trap_50_no_data_is_a_page_without_rows(code: object) -> None:
    assert read_page(datago("", code=code, message="NODATA_ERROR"), api=DATAGO) == Page([], 0)


def test_trap_50_info_200_stands_at_the_top() -> None:
    body = '{"RESULT":{"CODE":"INFO-200","MESSAGE":"해당하는 데이터가 없습니다."}}'.encode()
    assert read_page(body, api=NEIS) == Page([], 0)
    assert read_page(body, api=GG) == Page([], 0)
    xml = "<RESULT><CODE>INFO-200</CODE><MESSAGE>해당하는 데이터가 없습니다.</MESSAGE></RESULT>".encode()
    assert read_page(xml, api=NEIS) == Page([], 0)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("1", Fault.PASSING), ("02", Fault.PASSING), ("04", Fault.PASSING), ("05", Fault.PASSING),
        ("99", Fault.PASSING), ("22", Fault.SPENT), ("10", Fault.SETUP), ("11", Fault.SETUP), ("12", Fault.SETUP),
        ("20", Fault.SETUP), ("21", Fault.SETUP), ("30", Fault.SETUP), ("31", Fault.SETUP), ("32", Fault.SETUP),
        ("33", Fault.SETUP), ("77", Fault.UNKNOWN),
    ],
)  # fmt: skip
def test_trap_47_an_error_comes_with_http_200(code: str, fault: Fault) -> None:
    for body in (datago("", code=code, message="X"), gateway(code, "SERVICE ERROR", "X")):
        assert refusal(body).fault is fault


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SERVICE ERROR", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"),
        ("SERVICE_KEY_IS_NOT_REGISTERED_ERROR", "등록되지 않은 서비스키입니다."),
        ("SERVICE KEY IS NOT REGISTERED ERROR.", "등록되지 않은 서비스키입니다."),
    ],
)
@pytest.mark.parametrize("code", ["30", "", "00"])
def test_trap_47_the_gateway_answers_xml_in_both_wordings(first: str, second: str, code: str) -> None:
    refused = refusal(gateway(code, first, second))
    assert (refused.code, refused.fault) == ("30", Fault.SETUP)
    assert "not registered for this dataset" in str(refused)
    assert first in str(refused)


def test_trap_47_the_gateway_may_answer_json() -> None:
    header = {"errMsg": "SERVICE ERROR", "returnAuthMsg": "UNKNOWN_ERROR", "returnReasonCode": "99"}
    body = json.dumps({"OpenAPI_ServiceResponse": {"cmmMsgHeader": header}}).encode()
    assert refusal(body).fault is Fault.PASSING


def test_trap_47_the_gateway_without_a_code_or_a_constant_is_never_a_success() -> None:
    assert refusal(gateway("", "SERVICE ERROR", "서비스 오류")).code == "99"


@pytest.mark.parametrize("code", ["-1", "-2", "-3", "-5", -1])
def test_trap_47_the_ministrys_own_errors(code: object) -> None:
    assert refusal(datago("", code=code, message="시스템 오류")).fault is Fault.UNKNOWN
    assert refusal(json.dumps({"resultCode": code, "resultMsg": "시스템 오류"}).encode()).fault is Fault.UNKNOWN


def test_trap_47_the_ministrys_unregistered_key() -> None:
    assert refusal(datago("", code=-4, message="등록되지 않은 인증키")).fault is Fault.SETUP


def hub(*rows: dict[str, object], total: int) -> bytes:
    result = {"RESULT": {"CODE": "INFO-000", "MESSAGE": "정상 처리되었습니다."}}
    return json.dumps({"Service": [{"head": [{"list_total_count": total}, result]}, {"row": list(rows)}]}).encode()


@pytest.mark.parametrize("api", [NEIS, GG])
def test_neis_and_gyeonggi(api: Api) -> None:
    body = hub({"ORG_RDNZC": "05831 ", "X": None, "LAT": "37.2"}, total=17)
    assert read_page(body, api=api) == Page([{"ORG_RDNZC": "05831", "X": "", "LAT": "37.2"}], 17)


def test_neis_and_gyeonggi_in_xml() -> None:
    body = (
        "<Service><head><list_total_count>2</list_total_count><RESULT><CODE>INFO-000</CODE><MESSAGE>정상</MESSAGE>"
        "</RESULT><api_version>1.0</api_version></head><row><A>1</A><B/></row><row><A>2</A><B>나</B></row></Service>"
    ).encode()
    assert read_page(body, api=GG) == Page([{"A": "1", "B": ""}, {"A": "2", "B": "나"}], 2)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("INFO-100", Fault.SETUP), ("INFO-300", Fault.SETUP), ("ERROR-290", Fault.SETUP), ("ERROR-300", Fault.SETUP),
        ("ERROR-310", Fault.SETUP), ("ERROR-333", Fault.SETUP), ("ERROR-336", Fault.SETUP),
        ("ERROR-337", Fault.SPENT), ("ERROR-500", Fault.PASSING), ("ERROR-600", Fault.PASSING),
        ("ERROR-601", Fault.PASSING), ("ERROR-999", Fault.UNKNOWN),
    ],
)  # fmt: skip
def test_errors_of_neis_and_gyeonggi(code: str, fault: Fault) -> None:
    body = json.dumps({"RESULT": {"CODE": code, "MESSAGE": "안 됩니다"}}, ensure_ascii=False).encode()
    for api in (NEIS, GG):
        refused = refusal(body, api)
        assert (refused.fault, refused.code) == (fault, code)
        assert "안 됩니다" in str(refused)


E_GEN = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<response><header><resultCode>00</resultCode><resultMsg>NORMAL SERVICE.</resultMsg></header><body><items>%s</items>
<numOfRows>10</numOfRows><pageNo>1</pageNo><totalCount>%d</totalCount></body></response>"""


def test_xml_of_data_go_kr() -> None:
    item = "<item><hpid>A1</hpid><dutyName> 지은의원 </dutyName><dutyTel3/></item>"
    one = {"hpid": "A1", "dutyName": "지은의원", "dutyTel3": ""}
    assert read_page((E_GEN % (item, 1)).encode(), api=DATAGO) == Page([one], 1)
    assert read_page((E_GEN % (item * 2, 9)).encode(), api=DATAGO) == Page([one, one], 9)
    assert read_page((E_GEN % ("", 0)).encode(), api=DATAGO) == Page([], 0)


def test_xml_in_a_korean_encoding() -> None:
    body = (E_GEN % ("<item><a>뽱</a></item>", 1)).replace("UTF-8", "EUC-KR").encode("cp949")
    assert read_page(body, api=DATAGO).rows == [{"a": "뽱"}]


def test_kosis_is_a_list_or_an_error() -> None:
    rows = [{"PRD_DE": "2024", "C1_NM": "안산시", "DT": "1234"}]
    assert read_page(json.dumps(rows).encode(), api=KOSIS) == Page(rows, None)
    assert read_page('{"err":"30","errMsg":"데이터가 존재하지 않습니다."}'.encode(), api=KOSIS) == Page([], 0)
    assert read_page('{err:"30",errMsg:"데이터가 존재하지 않습니다."}'.encode(), api=KOSIS) == Page([], 0)
    assert refusal('{"err":"11","errMsg":"유효하지않은 인증KEY입니다."}'.encode(), KOSIS).fault is Fault.SETUP
    assert refusal('{"err":"40","errMsg":"호출가능건수 제한"}'.encode(), KOSIS).fault is Fault.SPENT


def test_sgis() -> None:
    assert read_page(b'{"errCd":0,"errMsg":"Success","result":[{"a":1}]}', api=SGIS).rows == [{"a": "1"}]
    assert read_page(b'{"errCd":-100,"errMsg":"none","result":[]}', api=SGIS).rows == []
    assert refusal(b'{"errCd":-401,"errMsg":"token"}', SGIS).fault is Fault.SETUP


def test_trap_57_kopis_has_no_total_and_no_code() -> None:
    body = b"<dbs><db><mt20id>PF1</mt20id></db><db><mt20id>PF2</mt20id></db></dbs>"
    assert read_page(body, api=KOPIS) == Page([{"mt20id": "PF1"}, {"mt20id": "PF2"}], None)
    assert read_page(b"<dbs></dbs>", api=KOPIS) == Page([], None)
    error = b"<dbs><db><returncode>02</returncode><errmsg>SERVICE KEY IS NOT REGISTERED ERROR</errmsg></db></dbs>"
    assert refusal(error, KOPIS).fault is Fault.SETUP


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (
            "<!DOCTYPE html><html><head><title>시스템 점검</title></head></html>".encode(),
            r"web page \('시스템 점검'\).*maintenance",
        ),
        (b"<html><body>503</body></html>", "web page"),
        (b"Unauthorized", r"plain text \('Unauthorized'\)"),
        (b'{"response":{"header":{"resu', "cut off"),
        (b"<response><header>", "cut off"),
        (b'{"hello": 1}', "neither rows nor a result code"),
        (b"[" * 100_000, "cut off"),
        (b'<!DOCTYPE x [<!ENTITY e "e">]><response>&e;</response>', "no XML"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><response>&e;</response>', "no XML"),
        (b"\xff\x00\x81\xfe\xff", "garbled|plain text"),
    ],
)
def test_trap_56_what_is_no_answer_at_all(body: bytes, why: str) -> None:
    refused = refusal(body)
    assert refused.fault is Fault.BROKEN
    with pytest.raises(Refusal, match=why):
        raise refused


def test_trap_56_a_byte_order_mark_before_json() -> None:
    assert read_page(b"\xef\xbb\xbf" + datago([ROW]), api=DATAGO).rows == [ROW]
    assert read_page(("\ufeff" + datago([ROW]).decode()).encode("utf-16"), api=DATAGO).rows == [ROW]


def test_values_are_the_text_a_csv_would_have() -> None:
    row = (
        '{"estbDd": 20120315, "x": 127.0500, "big": 123456789012345678901234567890, "none": null, "empty": {},'
        ' "list": [1, 2], "yes": true, "space": " 가 "}'
    )
    assert read_page(b'{"response":{"body":{"items":[' + row.encode() + b"]}}}", api=DATAGO).rows == [
        {
            "estbDd": "20120315", "x": "127.0500", "big": "123456789012345678901234567890", "none": "", "empty": "",
            "list": '["1", "2"]', "yes": "true", "space": "가",
        }
    ]  # fmt: skip


def test_a_total_that_is_less_than_the_rows_is_no_total() -> None:
    assert read_page(datago([ROW, ROW], total=0), api=DATAGO).total is None
    assert read_page(datago([ROW], total=""), api=DATAGO).total is None


def test_rows_at_a_stated_path() -> None:
    kinder = Api(provider=Provider.DATAGO, url="https://x.kr", key="K", id="", rows="kinderInfo")
    assert read_page(b'{"status":"SUCCESS","kinderInfo":[{"a":1}]}', api=kinder).rows == [{"a": "1"}]
    deep = Api(provider=Provider.DATAGO, url="https://x.kr", key="K", id="", rows="body/things/thing")
    assert read_page(b"<r><body><things><thing><a>1</a></thing></things></body></r>", api=deep).rows == [{"a": "1"}]
    assert read_page(b"<r><body><things/></body></r>", api=deep).rows == []


def test_trap_47_a_gateway_that_repeats_an_address_without_escaping_it() -> None:
    assert refusal(gateway("30", "SERVICE ERROR", "https://x.kr/?a=1&b=2")).code == "30"
