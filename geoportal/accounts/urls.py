"""Signing up, in and out, and a new password."""

from django.urls import path

from geoportal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-up/", views.sign_up, name="sign_up"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("password/", views.NewPassword.as_view(), name="password"),
]
