"""What a person may write, report and wish; personal numbers are shown to them before anything is kept."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geoportal.accounts.models import User
from geoportal.community.categories import MAX_COMMENT, MAX_LINKS, MAX_POST, MAX_TITLE, Community, Kind, Reason
from geoportal.community.labels import COMMUNITIES, KINDS, REASONS
from geoportal.community.models import Comment, Post
from geoportal.core.languages import LANGUAGES, current_language, language_of
from geoportal.core.opened import Opened
from geoportal.core.redact import personal_pieces, redact
from geoportal.core.scripts import written_in
from geoportal.core.text import BIDI_CONTROLS, clean_lines, clean_query
from geoportal.regions.forms import RegionField
from geoportal.regions.models import Region

LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
MOST_PIECES = 10
COMMUNITY_CHOICES = [(one.value, label) for one, label in COMMUNITIES.items()]


class SpaceSearch(forms.Form):
    """Which spaces are looked for."""

    region = RegionField(required=False, max_length=60, label=_("City or county"))
    community = forms.ChoiceField(
        required=False, choices=[("", _("All communities")), *COMMUNITY_CHOICES], label=_("Community")
    )
    lang = forms.CharField(required=False, max_length=20)


class PageQuery(forms.Form):
    """Where a listing goes on."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    lang = forms.CharField(required=False, max_length=20)


class Written(forms.Form):
    """A text and its language. Pieces that name or reach a person are found first; with `redacted` they are taken
    out, and they are never kept."""

    language = forms.ChoiceField(
        choices=[(one.code, one.own_name) for one in LANGUAGES.values()], label=_("Language of your text")
    )
    redacted = forms.CharField(required=False, max_length=1)
    typed: tuple[str, ...] = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = current_language().code

    @property
    def pieces(self) -> list[str]:
        """What was found of personal numbers, as it was typed; a few of many."""
        found = [piece for name in self.typed for piece in personal_pieces(self.cleaned_data.get(name, ""))]
        return list(dict.fromkeys(found))[:MOST_PIECES]

    @property
    def must_choose(self) -> bool:
        """Whether the person is to be asked: go back, or publish without the pieces that were found."""
        return self.is_valid() and bool(self.pieces) and not self.cleaned_data["redacted"]

    def clean_text(self) -> str:
        text = clean_lines(self.cleaned_data["text"])
        if len(LINK.findall(text)) > MAX_LINKS:
            raise forms.ValidationError(
                _("Not more than %(number)s links, please."), code="links", params={"number": MAX_LINKS}
            )
        if not text:
            raise forms.ValidationError(_("Write something."), code="required")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "language" in cleaned and "text" in cleaned:
            every = " ".join(cleaned.get(name, "") for name in self.typed)
            chosen = language_of(cleaned["language"]).django_code
            cleaned["language"] = language_of(written_in(every, chosen)).code
        return cleaned

    def kept(self) -> dict[str, str]:
        """What is written down: the texts without personal numbers, and their language."""
        texts = {name: redact(self.cleaned_data[name]) for name in self.typed}
        return {**texts, "language": self.cleaned_data["language"]}


class PostForm(Written):
    """A post; a notice only for those whom the view lets write one."""

    kind = forms.ChoiceField(label=_("What is it?"), error_messages={"required": _("Choose what it is.")})
    title = forms.CharField(max_length=MAX_TITLE, label=_("Title"), error_messages={"required": _("Write a title.")})
    text = forms.CharField(
        max_length=MAX_POST, label=_("Your text"), error_messages={"required": _("Write something.")}
    )
    typed = ("title", "text")

    def __init__(self, *args: Any, may_notice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, label) for kind, label in KINDS.items() if may_notice or kind is not Kind.NOTICE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = clean_query("".join(char for char in self.cleaned_data["title"] if char not in BIDI_CONTROLS))
        if LINK.search(title):
            raise forms.ValidationError(_("No links in the title, please."), code="links")
        if not title:
            raise forms.ValidationError(_("Write a title."), code="required")
        return title

    def create(self, author: User, region: Region, community: Community) -> Post:
        kind = self.cleaned_data["kind"]
        return Post.objects.create(author=author, region=region, community=community, kind=kind, **self.kept())

    def change(self, post: Post) -> None:
        values = {**self.kept(), "kind": self.cleaned_data["kind"]}
        Post.objects.filter(pk=post.pk).update(**values, edited_at=timezone.now())


class CommentForm(Written):
    """An answer."""

    text = forms.CharField(
        max_length=MAX_COMMENT, label=_("Your answer"), error_messages={"required": _("Write something.")}
    )

    def create(self, author: User, post: Post) -> Comment:
        return Comment.objects.create(author=author, post=post, **self.kept())

    def change(self, comment: Comment) -> None:
        Comment.objects.filter(pk=comment.pk).update(**self.kept(), edited_at=timezone.now())


class ReportForm(Opened):
    """Why something should be looked at; without a word, so nothing of the reporter is kept."""

    reason = forms.ChoiceField(
        choices=[(one.value, label) for one, label in REASONS.items()],
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong.")},
    )

    @property
    def said(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class LeaveForm(forms.Form):
    """Deleting one's account: what becomes of the texts, and the password once more."""

    DELETE, KEEP = "delete", "keep"
    texts = forms.ChoiceField(
        choices=[
            (DELETE, _("Delete everything that I wrote, with the answers to my posts")),
            (KEEP, _("Leave it there, under “deleted account”")),
        ],
        label=_("What becomes of what you wrote?"),
        error_messages={"required": _("Choose one.")},
    )
    password = forms.CharField(
        max_length=128, strip=False, label=_("Password"), error_messages={"required": _("Write your password.")}
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your present password."), code="wrong")
        return password

    @property
    def keeps_posts(self) -> bool:
        return bool(self.cleaned_data["texts"] == self.KEEP)
