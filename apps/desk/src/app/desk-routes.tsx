import { ApiProblem, ErrorBoundary, ErrorState, LoadingState, useSession } from '@pledge/web';
import { lazy, Suspense } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { useScrollTop } from '../common/use-scroll-top.js';
import { LoginPage } from '../login/login-page.js';
import { PortalFrame } from '../portal/portal-frame.js';
import { OfflinePage } from '../offline/offline-page.js';
import { StaffFrame } from '../shell/staff-frame.js';
import { NotFound } from './not-found.js';

const ChangePasswordPage = lazy(async () => ({
  default: (await import('../login/change-password-page.js')).ChangePasswordPage,
}));
const LinkPage = lazy(async () => ({ default: (await import('../login/link-page.js')).LinkPage }));
const SignPage = lazy(async () => ({ default: (await import('../public/sign-page.js')).SignPage }));
const ConfirmPage = lazy(async () => ({ default: (await import('../public/confirm-page.js')).ConfirmPage }));
const AckPage = lazy(async () => ({ default: (await import('../public/ack-page.js')).AckPage }));
const VerifyPage = lazy(async () => ({ default: (await import('../public/verify-page.js')).VerifyPage }));
const PublicNoticePage = lazy(async () => ({
  default: (await import('../public/notice-page.js')).PublicNoticePage,
}));
const NoticesListPage = lazy(async () => ({
  default: (await import('../written-notices/notices-list-page.js')).NoticesListPage,
}));
const NoticePage = lazy(async () => ({ default: (await import('../written-notices/notice-page.js')).NoticePage }));
const EvidencePage = lazy(async () => ({ default: (await import('../evidence/evidence-page.js')).EvidencePage }));
const InboxPage = lazy(async () => ({ default: (await import('../inbox/inbox-page.js')).InboxPage }));
const TaskPage = lazy(async () => ({ default: (await import('../task/task-page.js')).TaskPage }));
const BoardPage = lazy(async () => ({ default: (await import('../board/board-page.js')).BoardPage }));
const AbsencePage = lazy(async () => ({ default: (await import('../absence/absence-page.js')).AbsencePage }));
const NoticesPage = lazy(async () => ({ default: (await import('../notices/notices-page.js')).NoticesPage }));
const RobotsPage = lazy(async () => ({ default: (await import('../outbox/robots-page.js')).RobotsPage }));
const CasesPage = lazy(async () => ({ default: (await import('../cases/cases-page.js')).CasesPage }));
const CasePage = lazy(async () => ({ default: (await import('../case-page/case-page.js')).CasePage }));
const AsCustomerPage = lazy(async () => ({
  default: (await import('../case-page/as-customer-page.js')).AsCustomerPage,
}));
const IntakePage = lazy(async () => ({ default: (await import('../intake/intake-page.js')).IntakePage }));
const ChangesPage = lazy(async () => ({ default: (await import('../changes/changes-page.js')).ChangesPage }));
const CalendarPage = lazy(async () => ({ default: (await import('../changes/calendar-page.js')).CalendarPage }));
const QuotationPage = lazy(async () => ({ default: (await import('../quotations/quotation-page.js')).QuotationPage }));
const PlanPage = lazy(async () => ({ default: (await import('../changes/plan-page.js')).PlanPage }));
const ConfirmationPage = lazy(async () => ({
  default: (await import('../confirmations/confirmation-page.js')).ConfirmationPage,
}));
const OutboxPage = lazy(async () => ({ default: (await import('../outbox/outbox-page.js')).OutboxPage }));
const ClausesPage = lazy(async () => ({ default: (await import('../clauses/clauses-page.js')).ClausesPage }));
const CalendarsPage = lazy(async () => ({ default: (await import('../calendars/calendars-page.js')).CalendarsPage }));
const RosterPage = lazy(async () => ({ default: (await import('../roster/roster-page.js')).RosterPage }));
const RulesPage = lazy(async () => ({ default: (await import('../roster/rules/rules-page.js')).RulesPage }));
const ContactsPage = lazy(async () => ({ default: (await import('../roster/people/contacts-page.js')).ContactsPage }));
const LeavePage = lazy(async () => ({ default: (await import('../roster/people/leave-page.js')).LeavePage }));
const KeyPeriodsPage = lazy(async () => ({
  default: (await import('../roster/key-periods/key-periods-page.js')).KeyPeriodsPage,
}));
const UsersPage = lazy(async () => ({ default: (await import('../users/users-page.js')).UsersPage }));
const CustomersPage = lazy(async () => ({ default: (await import('../customers/customers-page.js')).CustomersPage }));
const CustomerPage = lazy(async () => ({ default: (await import('../customers/customer-page.js')).CustomerPage }));
const ContractPage = lazy(async () => ({ default: (await import('../customers/contract-page.js')).ContractPage }));
const DevicePage = lazy(async () => ({ default: (await import('../customers/device-page.js')).DevicePage }));
const ImportPage = lazy(async () => ({ default: (await import('../customers/import-page.js')).ImportPage }));
const ConsolePage = lazy(async () => ({ default: (await import('../emergencies/console-page.js')).ConsolePage }));
const EmergencyPage = lazy(async () => ({ default: (await import('../emergencies/emergency-page.js')).EmergencyPage }));
const PlansPage = lazy(async () => ({ default: (await import('../emergencies/plans-page.js')).PlansPage }));
const EmergencyPlanPage = lazy(async () => ({
  default: (await import('../emergencies/plan-page.js')).EmergencyPlanPage,
}));
const AlertsPage = lazy(async () => ({ default: (await import('../monitoring/alerts-page.js')).AlertsPage }));
const AlertRulesPage = lazy(async () => ({ default: (await import('../monitoring/rules-page.js')).RulesPage }));
const AlertSourcesPage = lazy(async () => ({ default: (await import('../monitoring/sources-page.js')).SourcesPage }));
const StockPage = lazy(async () => ({ default: (await import('../spares/stock-page.js')).StockPage }));
const CoveragePage = lazy(async () => ({ default: (await import('../spares/coverage-page.js')).CoveragePage }));
const StoresPage = lazy(async () => ({ default: (await import('../spares/stores-page.js')).StoresPage }));
const DrillsPage = lazy(async () => ({ default: (await import('../drills/drills-page.js')).DrillsPage }));
const NewDrillPage = lazy(async () => ({ default: (await import('../drills/new-drill-page.js')).NewDrillPage }));
const DrillPage = lazy(async () => ({ default: (await import('../drills/drill-page.js')).DrillPage }));
const PromisesPage = lazy(async () => ({ default: (await import('../promises/promises-page.js')).PromisesPage }));
const ProfilesPage = lazy(async () => ({ default: (await import('../profiles/profiles-page.js')).ProfilesPage }));
const ProfilePage = lazy(async () => ({ default: (await import('../profiles/profile-page.js')).ProfilePage }));
const PersonalDataPage = lazy(async () => ({
  default: (await import('../portal/personal-data-page.js')).PersonalDataPage,
}));
const MyContractsPage = lazy(async () => ({
  default: (await import('../portal/my-contracts-page.js')).MyContractsPage,
}));
const PortalHome = lazy(async () => ({ default: (await import('../portal/portal-home.js')).PortalHome }));
const ReportPage = lazy(async () => ({ default: (await import('../portal/report-page.js')).ReportPage }));
const MyCasesPage = lazy(async () => ({ default: (await import('../portal/my-cases-page.js')).MyCasesPage }));
const ToConfirmPage = lazy(async () => ({ default: (await import('../portal/to-confirm-page.js')).ToConfirmPage }));
const PortalCasePage = lazy(async () => ({ default: (await import('../portal/portal-case-page.js')).PortalCasePage }));

/** Every address of the desk. Customers and staff share addresses of cases, so that a link in a message works for both. */
export function DeskRoutes(): React.JSX.Element {
  const location = useLocation();
  useScrollTop(location.pathname);
  return (
    <ErrorBoundary resetKey={location.pathname}>
      <Suspense fallback={<LoadingState />}>
        <Routes>
          <Route path="/login" element={<LoginPage />} />
          <Route path="/invitation/:token" element={<LinkPage kind="invitation" />} />
          <Route path="/reset/:token" element={<LinkPage kind="reset" />} />
          <Route path="/setup/:token" element={<LinkPage kind="setup" />} />
          <Route path="/sign/:token" element={<SignPage />} />
          <Route path="/confirm/:token" element={<ConfirmPage />} />
          <Route path="/ack/:token" element={<AckPage />} />
          <Route path="/notice/:token" element={<PublicNoticePage />} />
          <Route path="/verify/:code" element={<VerifyPage />} />
          <Route element={<SignedIn />}>
            <Route path="/change-password" element={<ChangePasswordPage forced={false} />} />
            <Route path="/*" element={<BySide />} />
          </Route>
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

function SignedIn(): React.JSX.Element {
  const session = useSession();
  const location = useLocation();
  switch (session.status) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      if (session.error instanceof ApiProblem && session.error.offline) return <OfflinePage />;
      return <ErrorState error={session.error} onRetry={() => void session.refresh()} />;
    case 'anonymous': {
      const here = location.pathname + location.search;
      return <Navigate to={here === '/' ? '/login' : `/login?next=${encodeURIComponent(here)}`} replace />;
    }
    case 'active':
      return session.user?.mustChangePassword === true ? <ChangePasswordPage forced /> : <Outlet />;
  }
}

function BySide(): React.JSX.Element {
  const { user } = useSession();
  if (user?.side === 'customer') {
    return (
      <Routes>
        <Route element={<PortalFrame />}>
          <Route index element={<PortalHome />} />
          <Route path="report" element={<ReportPage />} />
          <Route path="cases" element={<MyCasesPage />} />
          <Route path="cases/:number" element={<PortalCasePage />} />
          <Route path="to-confirm" element={<ToConfirmPage />} />
          <Route path="contracts" element={<MyContractsPage />} />
          <Route path="personal-data" element={<PersonalDataPage />} />
          <Route path="contracts/:number" element={<ContractPage />} />
          <Route path="devices/:serial" element={<DevicePage />} />
          <Route path="confirmations/:id" element={<ConfirmationPage />} />
          <Route path="quotations/:id" element={<QuotationPage />} />
          <Route path="emergencies" element={<ConsolePage />} />
          <Route path="emergencies/plans" element={<PlansPage />} />
          <Route path="emergencies/plans/:key" element={<EmergencyPlanPage />} />
          <Route path="emergencies/:number" element={<EmergencyPage />} />
          <Route path="promises" element={<PromisesPage />} />
          <Route path="drills" element={<DrillsPage phase="planned" />} />
          <Route path="drills/phase/running" element={<DrillsPage phase="running" />} />
          <Route path="drills/phase/follow-up" element={<DrillsPage phase="follow-up" />} />
          <Route path="drills/phase/done" element={<DrillsPage phase="done" />} />
          <Route path="drills/:number" element={<DrillPage />} />
          <Route path="inbox" element={<Navigate to="/to-confirm" replace />} />
          <Route path="tasks/:id" element={<Navigate to="/to-confirm" replace />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    );
  }
  return (
    <Routes>
      <Route element={<StaffFrame />}>
        <Route index element={<Navigate to="/inbox" replace />} />
        <Route path="inbox" element={<InboxPage />} />
        <Route path="tasks/:id" element={<TaskPage />} />
        <Route path="cases" element={<CasesPage />} />
        <Route path="cases/:number" element={<CasePage />} />
        <Route path="cases/:number/as-customer" element={<AsCustomerPage />} />
        <Route path="changes" element={<ChangesPage />} />
        <Route path="changes/calendar" element={<CalendarPage />} />
        <Route path="changes/:id" element={<PlanPage />} />
        <Route path="quotations/:id" element={<QuotationPage />} />
        <Route path="confirmations/:id" element={<ConfirmationPage />} />
        <Route path="emergencies" element={<ConsolePage />} />
        <Route path="emergencies/plans" element={<PlansPage />} />
        <Route path="emergencies/plans/:key" element={<EmergencyPlanPage />} />
        <Route path="emergencies/:number" element={<EmergencyPage />} />
        <Route path="intake" element={<IntakePage />} />
        <Route path="monitoring" element={<AlertsPage unmatched />} />
        <Route path="monitoring/alerts" element={<AlertsPage unmatched={false} />} />
        <Route path="monitoring/rules" element={<AlertRulesPage />} />
        <Route path="monitoring/sources" element={<AlertSourcesPage />} />
        <Route path="spares" element={<StockPage loans={false} key="stock" />} />
        <Route path="spares/loans" element={<StockPage loans key="loans" />} />
        <Route path="spares/coverage" element={<CoveragePage />} />
        <Route path="spares/stores" element={<StoresPage />} />
        <Route path="drills" element={<DrillsPage phase="planned" />} />
        <Route path="drills/phase/running" element={<DrillsPage phase="running" />} />
        <Route path="drills/phase/follow-up" element={<DrillsPage phase="follow-up" />} />
        <Route path="drills/phase/done" element={<DrillsPage phase="done" />} />
        <Route path="drills/phase/due" element={<DrillsPage phase="due" />} />
        <Route path="drills/new" element={<NewDrillPage />} />
        <Route path="drills/:number" element={<DrillPage />} />
        <Route path="customers" element={<CustomersPage />} />
        <Route path="customers/:id" element={<CustomerPage />} />
        <Route path="contracts/:number" element={<ContractPage />} />
        <Route path="devices/:serial" element={<DevicePage />} />
        <Route path="imports/:id" element={<ImportPage />} />
        <Route path="promises" element={<PromisesPage />} />
        <Route path="profiles" element={<ProfilesPage />} />
        <Route path="profiles/:id" element={<ProfilePage />} />
        <Route path="board" element={<BoardPage />} />
        <Route path="absence" element={<AbsencePage />} />
        <Route path="notices" element={<NoticesPage />} />
        <Route path="outbox" element={<OutboxPage />} />
        <Route path="outbox/robots" element={<RobotsPage />} />
        <Route path="clauses" element={<ClausesPage />} />
        <Route path="roster" element={<RosterPage />} />
        <Route path="roster/rules" element={<RulesPage />} />
        <Route path="roster/contacts" element={<ContactsPage />} />
        <Route path="roster/leave" element={<LeavePage />} />
        <Route path="roster/key-periods" element={<KeyPeriodsPage />} />
        <Route path="calendars" element={<CalendarsPage />} />
        <Route path="written-notices" element={<NoticesListPage />} />
        <Route path="written-notices/:number" element={<NoticePage />} />
        <Route path="evidence" element={<EvidencePage />} />
        <Route path="users" element={<UsersPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
