"""Contracts in memory: the promises of workflow/ports.Contracts."""

import json
from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claim, Dossier
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.finding import Found, matches, place, words
from chalicelib.domain.listing import (
    ALL,
    DEADLINE,
    NAME,
    NEWEST,
    NUMBER,
    OLDEST,
    WANTS,
    Asked,
    Listed,
    Place,
    find_text,
    sort_number,
    sort_title,
    standing,
    waits_until,
    wants,
)
from chalicelib.domain.mail_news import News
from chalicelib.domain.trail import TrailBroken, instant, read_entry
from tests.faulty import Faulty

SORT_KEYS = {
    NEWEST: lambda head: instant(head.since),
    OLDEST: lambda head: instant(head.since),
    DEADLINE: lambda head: instant(until) if (until := waits_until(head)) else None,
    NUMBER: lambda head: sort_number(head.number),
    NAME: lambda head: sort_title(head.title),
}


class MemoryContracts(Faulty):
    """Trails are kept as bytes, and private data and drafts as JSON, as the table keeps them."""

    def __init__(self, accounts=None):
        """accounts: where those of the authors are."""
        super().__init__()
        self.accounts = accounts
        self.drafts, self.heads, self.trails, self.private, self.claims = {}, {}, {}, {}, {}
        self.links, self.forget_at, self.archive = {}, {}, {}

    def save_draft(self, draft, head):
        draft = replace(draft, given=_as_json(draft.given))
        kept = self.drafts.get(draft.id)
        if kept == draft:
            return
        version = self.heads[draft.id].version if draft.id in self.heads else 0
        before = replace(draft, revision=draft.revision - 1).mark if draft.revision > 1 else ""
        if version != draft.version - 1 or (kept.mark if kept else "") != before:
            raise ChangedMeanwhile
        self.drafts[draft.id] = draft
        self.heads[draft.id] = head or replace(self.heads[draft.id], next_draft=True)

    def discard(self, draft):
        kept = self.drafts.get(draft.id)
        if kept and kept.mark != draft.mark:
            raise ChangedMeanwhile
        self.drafts.pop(draft.id, None)
        self.heads[draft.id] = replace(self.heads[draft.id], next_draft=False)

    def draft(self, contract):
        return _found(self.drafts, contract)

    def load(self, contract):
        head, trail = _found(self.heads, contract), self.trails.get(contract, [])
        entries = tuple(read_entry(data, number) for number, data in enumerate(trail, start=1))
        folded = Contract.replay(contract, entries)
        if folded.length != head.length:
            raise TrailBroken(min(folded.length, head.length) + 1, "length")
        return Dossier(contract=folded, head=head, entries=entries)

    def dossier(self, contract):
        private, claims = self.private.get(contract, {}), self.claims.get(contract, {})
        draft = self.drafts.get(contract)
        return replace(self.load(contract), private=dict(private), claims=dict(claims), draft=draft)

    def head(self, contract):
        return _found(self.heads, contract)

    def heads_of(self, contracts):
        return {each: self.heads[each] for each in contracts if each in self.heads}

    def append(self, before, entries, head, private, draft=None):
        trail = self.trails.setdefault(before.id, [])
        if trail[before.length : before.length + 1] == [entries[0].bytes]:
            return
        kept = self.drafts.get(before.id)
        if len(trail) != before.length or (draft and (not kept or kept.mark != draft.mark)):
            raise ChangedMeanwhile
        seen = head.next_draft or (draft is not None and draft.version > 1)
        if before.id in self.heads and self.heads[before.id].next_draft != seen:
            raise ChangedMeanwhile
        trail += [entry.bytes for entry in entries]
        self.heads[before.id] = head
        if private:
            data = _as_json(private.data)
            self.private.setdefault(before.id, {})[entries[0].number] = replace(private, data=data)
        if draft:
            del self.drafts[before.id]

    def ask(self, contract, jobs, at):
        head = _found(self.heads, contract)
        self.heads[contract] = replace(head, due_at=at, asked=f"{head.asked}.")
        for job in jobs:
            self.claims.setdefault(contract, {}).setdefault(job, Claim(job=job, state="asked", at=at))

    def claim(self, contract, job, now, lease, link=None):
        claims = self.claims.setdefault(contract, {})
        if job in claims and not claims[job].free(now):
            return False
        tries = claims[job].tries + 1 if job in claims else 1
        before = claims.get(job, Claim(job=job, state="asked"))
        claims[job] = replace(before, state="claimed", until=now + lease, at=now, tries=tries, link=link)
        return True

    def keep_link(self, link, kept):
        self.links[kept.digest], self.forget_at[kept.digest] = link, kept.until

    def finish(self, contract, job, at, outcome):
        claims = self.claims.setdefault(contract, {})
        if job not in claims or claims[job].state != "done":
            before = claims.get(job, Claim(job=job, state="done"))
            claims[job] = replace(before, state="done", at=at, until=None, outcome=dict(outcome))

    def hear(self, event, now):
        claims = self.claims.get(event.contract, {})
        kept = claims.get(event.mail)
        sent = kept and (kept.state == "claimed" or kept.outcome.get("message_id") == event.message_id)
        if not sent:
            return False
        if kept.news is None or kept.news in event.news.outdone or self._is_earlier(kept, event):
            claims[event.mail] = replace(kept, news=event.news, news_at=event.at)
            if event.news != News.DELIVERED or kept.news not in (None, News.DELIVERED):
                due_at = now + timedelta(seconds=1)
                self.heads[event.contract] = replace(self.heads[event.contract], due_at=due_at)
        return True

    @staticmethod
    def _is_earlier(kept, event):
        return kept.news == event.news and event.at < kept.news_at

    def link(self, digest):
        return _found(self.links, digest)

    def listed(self, author, asked):
        key = SORT_KEYS[asked.sorted_by]
        own = [head for head in self.heads.values() if head.author == author and _is_shown(head, asked)]
        places = sorted((Place(key(head), head.contract) for head in own if key(head)), key=_order)
        if asked.backwards:
            places.reverse()
        if start := asked.after and _order(asked.after):
            places = [it for it in places if (_order(it) < start if asked.backwards else _order(it) > start)]
        page = places[: asked.limit]
        return Listed(
            tuple(self.heads[it.contract] for it in page), page[-1] if len(places) > asked.limit else None
        )

    def beginnings(self, author, most):
        account = self.accounts.account(author) if self.accounts else None
        return account, self.listed(author, Asked(limit=most)).heads

    def numbered(self, author, number):
        own = (head for head in self.heads.values() if head.author == author)
        return tuple(head.contract for head in own if sort_number(head.number) == sort_number(number))

    def due(self, now):
        due = [head for head in self.heads.values() if head.due_at and head.due_at <= now]
        return [(head.contract, head.due_at) for head in sorted(due, key=lambda head: head.due_at)]

    def reschedule(self, seen, due_at, undelivered=None, findable=None):
        head = self.heads.get(seen.contract)
        if head and (head.length, head.due_at, head.asked) == (seen.length, seen.due_at, seen.asked):
            told = {"undelivered": undelivered, "findable": findable}
            told = {name: value for name, value in told.items() if value is not None}
            self.heads[seen.contract] = replace(head, due_at=due_at, **told)

    def make_findable(self, archived):
        self.archive[archived.contract] = archived

    def find(self, query):
        found = [
            each
            for each in self.archive.values()
            if matches(each, query, today_in_helsinki(each.completed_at))
        ]
        found.sort(key=lambda each: _order(place(each)), reverse=True)
        left = [it for it in found if not query.after or _order(place(it)) < _order(query.after)]
        page, more = tuple(left[: query.limit]), len(left) > query.limit
        counted = words(f"{query.party} {query.supervisor}") or not (more or query.after)
        return Found(
            archived=page, after=place(page[-1]) if more else None, total=len(found) if counted else None
        )

    def sealed(self, sha256):
        found = (each for each in self.archive.values() if any(d.sha256 == sha256 for d in each.documents))
        return next(found, None)


def _is_shown(head, asked):
    stands = {ALL, standing(head), WANTS if wants(head) else ALL}
    return asked.shown in stands and all(term in find_text(head) for term in asked.terms)


def _order(place):
    return place.key, place.contract


def _found(kept, key):
    if key not in kept:
        raise NotFound
    return kept[key]


def _as_json(value):
    return json.loads(json.dumps(dict(value)))
