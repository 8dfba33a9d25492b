"""Addresses of the community; `posts`, `comments` and the like are no region's slug."""

from django.urls import path

from geoportal.community import own_views, views, writing_views
from geoportal.community.feeds import SpaceFeed

app_name = "community"
urlpatterns = [
    path("", views.index, name="index"),
    path("rules/", views.rules, name="rules"),
    path("mine/", own_views.mine, name="mine"),
    path("mine.json", own_views.mine_json, name="mine_json"),
    path("mine/leave/", own_views.leave, name="leave"),
    path("left/", own_views.left, name="left"),
    path("reported/", views.reported, name="reported"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/edit/", writing_views.edit_post, name="edit_post"),
    path("posts/<int:pk>/delete/", writing_views.delete_post, name="delete_post"),
    path("posts/<int:pk>/report/", writing_views.report_post, name="report_post"),
    path("comments/<int:pk>/edit/", writing_views.edit_comment, name="edit_comment"),
    path("comments/<int:pk>/delete/", writing_views.delete_comment, name="delete_comment"),
    path("comments/<int:pk>/report/", writing_views.report_comment, name="report_comment"),
    path("<slug:slug>/", views.region, name="region"),
    path("<slug:slug>/<slug:name>/", views.space, name="space"),
    path("<slug:slug>/<slug:name>/new/", writing_views.new_post, name="new_post"),
    path("<slug:slug>/<slug:name>/feed.atom", SpaceFeed(), name="feed"),
]
