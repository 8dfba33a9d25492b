"""Pages of an account; none is needed to read. Every one is for its reader alone and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geoportal.accounts.forms import RULES, NewPasswordForm, SignInForm, SignUpForm
from geoportal.core.opened import opened_token
from geoportal.core.throttle import Limit, take

SIGN_UPS = Limit("sign-up", times=5, window_s=3600)
# Of one connection, whatever the nicknames; axes counts those of one nickname.
SIGN_INS = Limit("sign-in", times=20, window_s=15 * 60)
PASSWORDS = Limit("password", times=10, window_s=3600)
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_MANY = _("Too many tries from your connection. Please wait a while and try again.")


def way_back(request: HttpRequest) -> str:
    """The page of ours that the reader came from; empty for any other address."""
    address = request.POST.get("next", request.GET.get("next", ""))
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_ours else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """A new account, signed in at once."""
    if request.user.is_authenticated:
        return redirect("community:mine")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    wait_s = 0
    if form.is_bound and form.is_trapped:
        return redirect("community:index")
    if form.is_bound and form.is_valid():
        wait_s = take(request, SIGN_UPS)
        user = None if wait_s else form.save()
        if user:
            login(request, user, backend=BACKEND)
            return redirect(way_back(request) or resolve_url("community:index"))
        if wait_s:
            form.add_error(None, str(TOO_MANY))
    context = {"form": form, "opened": opened_token(), "rules": RULES, "next": way_back(request)}
    return _answer(render(request, "accounts/sign_up.html", context), form, wait_s)


class SignIn(LoginView):
    """Nickname and password."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wait_s = take(request, SIGN_INS)
        if not wait_s:
            response: HttpResponse = super().post(request, *args, **kwargs)
            if response.status_code == 200:
                response.status_code = 400
            return response
        form = SignInForm(request, initial={"username": request.POST.get("username", "")[:200]})
        response = self.render_to_response(self.get_context_data(form=form, too_many=TOO_MANY), status=429)
        response["Retry-After"] = str(wait_s)
        return response


class SignOut(LogoutView):
    """Only by a form: an address alone signs nobody out."""

    http_method_names = ["post", "options"]


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Signed out, and where to go on."""
    return render(request, "accounts/signed_out.html")


@method_decorator(never_cache, name="dispatch")
class NewPassword(PasswordChangeView):
    """A new password; every other device is signed out."""

    template_name = "accounts/password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("community:mine")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rules=RULES, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wait_s = take(request, PASSWORDS, who=f"account:{request.user.pk}")
        form = self.get_form()
        if not wait_s and form.is_valid():
            return self.form_valid(form)
        if wait_s:
            form.add_error(None, str(TOO_MANY))
        return _answer(self.render_to_response(self.get_context_data(form=form)), form, wait_s)


def _answer(response: HttpResponse, form: Any, wait_s: int) -> HttpResponse:
    """The form again: 400 for what is wrong in it, 429 with the time to wait."""
    response.status_code = 429 if wait_s else 400 if form.is_bound else 200
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response
