"""Vocabularies of the community: whose spaces there are, what posts are about, why something is reported."""

from enum import StrEnum


class Community(StrEnum):
    """For whom a region's space is: everyone, or people from somewhere. Nobody's nationality is asked for."""

    ALL = "all"
    CHINA = "china"
    OVERSEAS_KOREANS = "overseas-koreans"
    VIETNAM = "vietnam"
    UZBEKISTAN = "uzbekistan"
    CAMBODIA = "cambodia"
    NEPAL = "nepal"
    THAILAND = "thailand"
    PHILIPPINES = "philippines"
    INDONESIA = "indonesia"
    MYANMAR = "myanmar"
    MONGOLIA = "mongolia"
    SRI_LANKA = "sri-lanka"
    BANGLADESH = "bangladesh"
    PAKISTAN = "pakistan"
    INDIA = "india"
    LAOS = "laos"
    RUSSIA = "russia"
    KAZAKHSTAN = "kazakhstan"
    KYRGYZSTAN = "kyrgyzstan"
    JAPAN = "japan"


class Kind(StrEnum):
    """What a post is; only a region's board writes notices."""

    QUESTION = "question"
    INFO = "info"
    MEET = "meet"
    OTHER = "other"
    NOTICE = "notice"


class State(StrEnum):
    """Shown; out of sight until a moderator decides; taken away for good."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    REMOVED = "removed"


class Reason(StrEnum):
    """Why something is reported."""

    SCAM = "scam"
    HATE = "hate"
    PERSONAL = "personal"
    DANGER = "danger"
    ADVERT = "advert"
    OTHER = "other"


class Act(StrEnum):
    """What was done, in the log that nobody edits."""

    REPORTED_AWAY = "reported-away"
    HIDE = "hide"
    RESTORE = "restore"
    REMOVE = "remove"
    PIN = "pin"
    UNPIN = "unpin"
    NOTICE = "notice"
    CLOSE_ACCOUNT = "close-account"


# So many different reporters put something out of sight until a moderator decides.
REPORTERS_TO_HIDE = 3
MAX_TITLE = 120
MAX_POST = 4000
MAX_COMMENT = 1500
MAX_LINKS = 2
