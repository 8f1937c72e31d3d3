"""All tables, one module a subject. Importing this fills the metadata that the migrations are checked against."""

from __future__ import annotations

from store.columns import Row, table_of
from store.tables.audit import AuditRow
from store.tables.broadcasts import BroadcastRow, RecipientRow
from store.tables.calendars import OccurrenceRow, PlanningRow, PushRow, ScheduleChangeRow
from store.tables.circulars import CircularRow
from store.tables.groups import AcknowledgementRow, BindCodeRow, DeadlinePostRow, WorkGroupRow
from store.tables.judging import EvidenceRow, FactRow, SelfAssessmentRow
from store.tables.people import AttemptRow, InviteRow, MembershipRow, PersonRow, SessionRow
from store.tables.reports import DraftRow, FigureRow, ReportRow
from store.tables.reviewing import FindingRow, ReviewRow, TextReportRow, VisitRow
from store.tables.rosters import RosterRow, RosterUnitRow
from store.tables.service import ContactRow, LeaseRow, MarkRow, OutageRow
from store.tables.traffic import InboxRow, OutboxRow, PauseRow
from store.tables.unknowns import ToldUnknownRow
from store.tables.workbooks import WorkbookRow

metadata = Row.metadata

AUDIT = table_of(AuditRow)
PERSON = table_of(PersonRow)
MEMBERSHIP = table_of(MembershipRow)
INVITE = table_of(InviteRow)
ATTEMPT = table_of(AttemptRow)
SESSION = table_of(SessionRow)
DRAFT = table_of(DraftRow)
REPORT = table_of(ReportRow)
FIGURE = table_of(FigureRow)
CONTACT = table_of(ContactRow)
LEASE = table_of(LeaseRow)
MARK = table_of(MarkRow)
OUTAGE = table_of(OutageRow)
INBOX = table_of(InboxRow)
OUTBOX = table_of(OutboxRow)
PAUSE = table_of(PauseRow)
PLANNING = table_of(PlanningRow)
SCHEDULE_CHANGE = table_of(ScheduleChangeRow)
OCCURRENCE = table_of(OccurrenceRow)
PUSH = table_of(PushRow)
WORK_GROUP = table_of(WorkGroupRow)
BIND_CODE = table_of(BindCodeRow)
DEADLINE_POST = table_of(DeadlinePostRow)
ACKNOWLEDGEMENT = table_of(AcknowledgementRow)
ROSTER = table_of(RosterRow)
ROSTER_UNIT = table_of(RosterUnitRow)
BROADCAST = table_of(BroadcastRow)
RECIPIENT = table_of(RecipientRow)
CIRCULAR = table_of(CircularRow)
TOLD_UNKNOWN = table_of(ToldUnknownRow)
FACT = table_of(FactRow)
EVIDENCE = table_of(EvidenceRow)
SELF_ASSESSMENT = table_of(SelfAssessmentRow)
REVIEW = table_of(ReviewRow)
TEXT_REPORT = table_of(TextReportRow)
VISIT = table_of(VisitRow)
FINDING = table_of(FindingRow)
WORKBOOK = table_of(WorkbookRow)
