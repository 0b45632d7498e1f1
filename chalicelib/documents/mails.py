"""What mails say. Who gets one, and when, is the workflow's; how it is sent, the mailer's."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from chalicelib.documents.templating import environment


@dataclass(frozen=True)
class Words:
    """A mail's subject (one line) and its two bodies, which say the same."""

    subject: str
    text: str
    html: str


def letter(kind: str, language: str, **context: object) -> Words:
    """
    The words of one mail.

    kind: a folder of templates/mails. context: url (the mail's one link), base_url, number, supervisor,
    supervisor_email, recipient, deadline (aware, 24:00 of the last day, or None), status, role, concluded, version,
    asked_before, needs_code (accepting takes a code, which no mail holds), consumer, and for a consumer withdraw_url,
    withdraw_until (as deadline), early_start, not_before (a day, or None); their notice of withdrawal with withdrawn_at,
    typed_name, words, goes_on, others, superseded and replaces. For a login only code and base_url. No goals, prices,
    reasons or third persons' names belong here: a mail may be read by others.
    The same context gives the same words. Raises jinja2.UndefinedError when the context lacks something.
    """
    site = urlsplit(str(context["base_url"])).netloc
    given = context | {"language": language, "site": site}

    def render(part: str) -> str:
        return environment().get_template(f"mails/{kind}/{part}").render(given)

    text = re.sub("\n{3,}", "\n\n", render("body.txt")).strip() + "\n"
    return Words(subject=" ".join(render("subject.txt").split()), text=text, html=render("body.html"))
