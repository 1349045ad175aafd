import type { ProfileFinding } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { CalendarsEditor } from './calendars-editor.js';
import { CommitmentsEditor } from './commitments-editor.js';
import type { EditorProps } from './editor.js';
import { GeneralEditor } from './general-editor.js';
import { SectionList, type ListSection } from './lists-editor.js';
import { LevelsEditor, QuestionnaireEditor } from './severity-editor.js';

const lists: readonly ListSection[] = [
  'unmeasured',
  'regions',
  'pauseReasons',
  'ladder',
  'confirmationLevels',
  'surveyScale',
  'reports',
];
/** Part of the page a finding belongs to. */
export function partOf(finding: ProfileFinding): string {
  if (finding.section === 'blanks') return 'commitments';
  return finding.section === 'warnPercents' ? 'general' : finding.section;
}

/** Every part of a profile on one page; a part with open findings says so in its head. */
export function ProfileEditor(props: EditorProps): React.JSX.Element {
  const parts: readonly (readonly [string, React.JSX.Element])[] = [
    ['general', <GeneralEditor key="general" {...props} />],
    ['commitments', <CommitmentsEditor key="commitments" {...props} />],
    ['severityScheme', <LevelsEditor key="levels" {...props} />],
    ['questionnaire', <QuestionnaireEditor key="questionnaire" {...props} />],
    ['calendars', <CalendarsEditor key="calendars" {...props} />],
    ...lists.map((section) => [section, <SectionList key={section} {...props} section={section} />] as const),
  ];
  return (
    <>
      {parts.map(([section, part]) => (
        <Part
          key={section}
          section={section}
          open={props.findings.filter((one) => partOf(one) === section && !one.accepted).length}
        >
          {part}
        </Part>
      ))}
    </>
  );
}

function Part(props: {
  readonly section: string;
  readonly open: number;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <section id={`part-${props.section}`} className="editor-part">
      <h2>
        {t(`section.${props.section}`)}
        {props.open > 0 && <span className="soft num"> {t('editor.openFindings', { count: props.open })}</span>}
      </h2>
      {props.children}
    </section>
  );
}
