"""A person is an e-mail address and a name: nothing else is asked, and there is no password to lose."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class Persons(BaseUserManager["Person"]):
    """Addresses are compared without regard to their capitals."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "Person":  # noqa: ARG002
        """What allauth and the tests make persons with; a password is never kept."""
        person = self.model(email=email.strip().lower(), **values)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who may sign in. What they may do is said by the rooms, each for itself."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = Persons()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_person_email_lower")]

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]
