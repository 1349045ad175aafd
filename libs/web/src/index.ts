export { ApiProblem, problemFrom, type FieldProblem } from './api/problem.js';
export { api, apiUrl, configureApi, newIdempotencyKey, type CallOptions } from './api/client.js';
export { chooseLanguage, currentLanguage, rememberedLanguage, startI18n, type Language } from './i18n/i18n.js';
export { joined } from './i18n/joined.js';
export { LanguageSwitch } from './i18n/language-switch.js';
export { useLiveEvents } from './live/live-events.js';
export { lastUser, SessionProvider, useSession, useUser, userHasRole, type Session } from './session/session.js';
export { AppRoot, useTheme } from './shell/app-root.js';
export { ErrorBoundary } from './shell/error-boundary.js';
export { OfflineBanner } from './shell/offline-banner.js';
export { problemText } from './shell/problem-text.js';
export { EmptyState, ErrorState, LoadingState } from './shell/states.js';
export { useMedia, usePhone } from './shell/use-phone.js';
export { applyTheme, rememberedTheme } from './theme/apply-theme.js';
export { antdThemeFor } from './theme/antd-theme.js';
export { fontFamily, palettes, radius, type Palette, type ThemeMode } from './theme/tokens.js';
export { Countdown, TimeBar, type CountdownProps } from './time/countdown.js';
export {
  formatInstant,
  formatTime,
  fromLocalInput,
  isoWithOffset,
  localInputOf,
  serviceZone,
  toLocalInput,
} from './time/format.js';
export {
  formatSpan,
  instant,
  toneOf,
  usedShare,
  type ClockLike,
  type DurationWords,
  type TimeTone,
} from './time/remaining.js';
export { serverNow } from './time/server-clock.js';
export { syncServerClock } from './time/sync-server-clock.js';
export { useNow } from './time/use-now.js';
export {
  DiagramViewer,
  type DiagramMark,
  type DiagramProgress,
  type DiagramViewerProps,
} from './diagram/diagram-viewer.js';
export { englishLabels, englishNames } from './diagram/english-names.js';
export { FormView, type FormViewHandle, type FormViewProps } from './form/form-view.js';
export {
  keyedComponents,
  localizeSchema,
  withoutKeys,
  type FormComponent,
  type FormOption,
  type FormSchema,
} from './form/localize-schema.js';
export { knownAnswer } from './form/known-answer.js';
export { asksFor, submitLabel, withoutButtons } from './form/submit-label.js';
export { kindOf, stripGeometry, type StripGeometry, type StripKind, type StripPart } from './time/strip-geometry.js';
