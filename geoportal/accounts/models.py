"""Nickname accounts: no real name, no number that names a person, e-mail optional."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

MAX_NICKNAME = 30


class UserManager(BaseUserManager["User"]):
    """Makes accounts from a nickname and a password."""

    def create_user(self, nickname: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(nickname=self.model.normalize_username(nickname), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, nickname: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(nickname, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """A person as the portal knows them: by the name they chose."""

    nickname = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "nickname"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        # Who writes Kim is not to be taken for kim.
        constraints = [models.UniqueConstraint(Lower("nickname"), name="nickname_once")]

    def __str__(self) -> str:
        return self.nickname
