"""The transaction that a turn is given: one repository for each subject, made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from store.audit import Audit
from store.broadcasts import Broadcasts
from store.circulars import Circulars
from store.contacts import Contacts
from store.drafts import Drafts
from store.entering import EnteredFacts
from store.evidence import EvidenceKept
from store.groups import Groups
from store.inbox import Inbox
from store.invites import Invites
from store.leases import Leases
from store.marks import Marks
from store.outbox import Outbox
from store.people import People
from store.posts import Posts
from store.pushes import Pushes
from store.records import Break
from store.reports import Reports
from store.rosters import Rosters
from store.schedules import Schedules
from store.self_assessments import SelfAssessments
from store.sessions import Sessions
from store.text_reports import TextReports
from store.unknowns import Unknowns
from store.verifying import disagreements
from store.visits import Visits
from store.workbooks import Workbooks


class Transaction:
    """Valid until the turn returns. Nothing it hands out needs it afterwards."""

    def __init__(self, connection: Connection, programme: str | None) -> None:
        self._connection = connection
        self._programme = programme

    @property
    def _scope(self) -> str:
        if self._programme is None:
            raise ValueError("reports and drafts belong to a programme: open the database with programme=…")
        return self._programme

    @cached_property
    def people(self) -> People:
        return People(self._connection)

    @cached_property
    def invites(self) -> Invites:
        return Invites(self._connection)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._connection, self._scope)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self._connection, self._scope, self.audit)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._connection)

    def disagreements(self) -> tuple[Break, ...]:
        """What stands, of any programme, and is not what the audit trail says of it."""
        return tuple(disagreements(self._connection, self.audit))

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self._connection)

    @cached_property
    def leases(self) -> Leases:
        return Leases(self._connection)

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self._connection)

    @cached_property
    def marks(self) -> Marks:
        return Marks(self._connection)

    @cached_property
    def schedules(self) -> Schedules:
        return Schedules(self._connection, self._scope)

    @cached_property
    def pushes(self) -> Pushes:
        return Pushes(self._connection, self._scope)

    @cached_property
    def rosters(self) -> Rosters:
        return Rosters(self._connection, self._scope)

    @cached_property
    def groups(self) -> Groups:
        return Groups(self._connection, self._scope)

    @cached_property
    def posts(self) -> Posts:
        return Posts(self._connection, self._scope)

    @cached_property
    def broadcasts(self) -> Broadcasts:
        return Broadcasts(self._connection, self._scope)

    @cached_property
    def circulars(self) -> Circulars:
        return Circulars(self._connection, self._scope)

    @cached_property
    def facts(self) -> EnteredFacts:
        return EnteredFacts(self._connection, self._scope, self.audit)

    @cached_property
    def workbooks(self) -> Workbooks:
        return Workbooks(self._connection, self._scope)

    @cached_property
    def evidence(self) -> EvidenceKept:
        return EvidenceKept(self._connection, self._scope, self.audit)

    @cached_property
    def self_assessments(self) -> SelfAssessments:
        return SelfAssessments(self._connection, self._scope, self.audit, self.facts)

    @cached_property
    def text_reports(self) -> TextReports:
        return TextReports(self._connection, self._scope, self.audit)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self._connection, self._scope, self.audit)

    @cached_property
    def unknowns(self) -> Unknowns:
        return Unknowns(self._connection)
