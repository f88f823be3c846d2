"""What tables may name: policies (who may), guards (when), effects (what follows).

Each app registers its own under `app.name`; the case-type tables and the views name them. An
unknown name is an error at once, never a silent yes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Allow:
    """Yes, and because of what."""

    because: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Deny:
    """No, with the sentence shown to the person; `place` names the page of a case (an address
    with its public id) where that is put right, if there is one."""

    reason: str
    place: str = ""

    def __bool__(self) -> bool:
        return False


Answer = Allow | Deny


class Unknown(LookupError):
    """A table or a view names something that no app has registered."""


class Registry(Generic[Function]):
    """Functions by name."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._functions: dict[str, Function] = {}

    def register(self, name: str) -> Callable[[Function], Function]:
        """Decorator: offer a function under `app.name`. Registering another one is an error."""

        def keep(function: Function) -> Function:
            known = self._functions.get(name)
            if known is not None and known.__qualname__ != function.__qualname__:
                raise ValueError(f"Two {self.kind}s are called “{name}”.")
            self._functions[name] = function
            return function

        return keep

    def get(self, name: str) -> Function:
        """The function of this name; raises Unknown."""
        if name not in self._functions:
            raise Unknown(f"No {self.kind} is called “{name}”.")
        return self._functions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._functions

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._functions))


# policy(access, subject) -> Answer
policies: Registry[Callable[[Access, Any], Answer]] = Registry("policy")
# guard(case, today) -> Answer
guards: Registry[Callable[..., Answer]] = Registry("guard")
# effect(case, argument, context, access, today) -> None; context is a dict handed along
effects: Registry[Callable[..., None]] = Registry("effect")
# lines(access, case, before, kinds, size) -> list[timeline.Line]: what an app adds to a time line
timelines: Registry[Callable[..., Any]] = Registry("time line")
# a class with the functions of `due.Source`: what an app knows to be due
dues: Registry[Callable[..., Any]] = Registry("source of what is due")
# handover(access, case, from_user_id, to_user) -> None: what else passes on with a case
handovers: Registry[Callable[..., None]] = Registry("handover")
# finishing(access, task) -> Answer: whether somebody may tick a task off by themselves
finishings: Registry[Callable[..., Answer]] = Registry("condition of finishing a task")
# a class like `palette.Provider`: what an app offers in the search box
palettes: Registry[Callable[..., Any]] = Registry("group of the search box")


# Policies that also answer people from outside the office; every other one refuses them.
_FOR_OUTSIDERS = {"public", "signed_in"}


def open_to_outsiders(name: str) -> None:
    """Let the policy `name` answer people who hold no role inside the office."""
    _FOR_OUTSIDERS.add(name)


def ask(name: str, access: Access | None, subject: Any = None) -> Answer:
    """What the policy `name` answers; no access is always a no, an unknown name always an error.

    Somebody from outside the office is refused unless the policy is open to outsiders.
    """
    policy = policies.get(name)
    if access is None:
        return Deny("Sign in first.")
    if not access.is_inside and name not in _FOR_OUTSIDERS:
        return Deny("This part is for the people of the office.")
    return policy(access, subject)


def demand(name: str, access: Access | None, subject: Any = None) -> None:
    """Raise NotAllowed with the policy's reason unless it allows."""
    answer = ask(name, access, subject)
    if isinstance(answer, Deny):
        raise NotAllowed(answer.reason)


@policies.register("public")
def _public(access: Access, subject: Any) -> Answer:
    """Anyone, signed in or not: the sign-in page, the health page."""
    return Allow("Anyone may see this.")


@policies.register("signed_in")
def _signed_in(access: Access, subject: Any) -> Answer:
    """Anyone who is signed in: what belongs to themselves."""
    return Allow("Anyone who is signed in may see this.")
