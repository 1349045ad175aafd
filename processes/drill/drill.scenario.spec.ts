import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import {
  loadShipment,
  ProcessScenario,
  ScenarioError,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const KEY = 'drill';
const NUMBER = 'YX-2026-0001';
const RUN = 'YL-2026-0001';
/** Half the time goal used, one step late, every inject answered. */
const MEASUREMENT = {
  steps: [
    { elementId: 'go-to-room', minutes: 10, limit: 15 },
    { elementId: 'analyse', minutes: 26, limit: 20 },
    { elementId: 'confirm-notice', minutes: 3, limit: null },
  ],
  restoreMinutes: 120,
  rtoMinutes: 240,
  dataGapMinutes: 5,
  rpoMinutes: 60,
  injectsAsked: 2,
  injectsAnswered: 2,
};
const FINDING = {
  id: 'f1',
  text: '通讯录号码已过期',
  action: '逐一核对号码',
  owner: 'engineer',
  dueAt: '2026-02-01T18:00:00+08:00',
};
const answers: TaskAnswers = {
  'plan-drill': { planDecision: 'send' },
  'agree-drill': { windowAgreed: 'yes', agreedBy: '马建国' },
  'start-drill': { safetyChecked: true },
  evaluate: { evaluation: '达到恢复目标', revisionNeeded: 'no' },
  'correct-finding': { doneNote: '已核对 12 个号码' },
  'verify-correction': { accepted: 'yes' },
  'revise-plan': { revisionNote: '联系人更新' },
  'sign-provider': { signerName: '王磊' },
  'sign-customer': { signDecision: 'sign', signerName: '马建国' },
};

describe(KEY, () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  interface World {
    /** Errors by job type: one a visit, null where it works. */
    readonly errors?: Readonly<Record<string, (string | null)[]>>;
    readonly findings?: readonly (typeof FINDING)[];
    readonly measurement?: typeof MEASUREMENT;
  }
  const begin = ({ errors = {}, findings = [], measurement = MEASUREMENT }: World = {}): ProcessScenario => {
    const left = Object.fromEntries(Object.entries(errors).map(([type, list]) => [type, [...list]]));
    const ask = (type: string, variables: Record<string, unknown> = {}): ScenarioDelegate => {
      return () => {
        const code = left[type]?.shift() ?? null;
        if (code !== null) throw new ScenarioError(code);
        return variables as never;
      };
    };
    const s = new ProcessScenario(
      shipment,
      {
        'drill-planning': ask('drill-planning'),
        'drill-freeze': ask('drill-freeze', { windowTo: '2026-01-06T18:00:00+08:00' }),
        'drill-agreement': ask('drill-agreement'),
        'drill-begin': ask('drill-begin', { runNumber: RUN }),
        'drill-stop': ask('drill-stop'),
        'drill-measure': ask('drill-measure', { measurement }),
        'drill-record-score': ask('drill-record-score'),
        'drill-findings': ask('drill-findings', { findings }),
        'drill-report': ask('drill-report'),
        'drill-close-finding': ask('drill-close-finding'),
        'drill-check-revision': ask('drill-check-revision'),
        'drill-sign': ask('drill-sign'),
        'drill-unsign': ask('drill-unsign'),
        'drill-close': ask('drill-close'),
      },
      taken,
    );
    s.start(KEY, { drillNumber: NUMBER, partyId: 'p1' }, NUMBER);
    return s;
  };
  const outcome = (s: ProcessScenario): string | undefined => s.jobsOf('drill-close').at(-1)?.headers['outcome'];
  const reports = (s: ProcessScenario): (string | undefined)[] =>
    s.jobsOf('drill-report').map((job) => job.headers['stage']);

  it('given a drill that met its goals, when everybody does the part, then it is scored by the decision, signed by both and filed', () => {
    const s = begin();
    answerTasks(s, answers);
    expect(s.waiting()).toEqual([]);
    s.publish('drill-over', RUN);
    expect(s.variablesOf(KEY)['score']).toMatchObject({
      restoreMet: true,
      dataMet: true,
      stepPoints: 70,
      total: 91,
      grade: 'good',
    });
    answerTasks(s, answers);
    expect(reports(s)).toEqual(['evaluation', 'final', 'signed']);
    expect(s.jobsOf('drill-sign').map((job) => job.headers['side'])).toEqual(['provider', 'customer']);
    expect([outcome(s), s.statusOf(KEY)]).toEqual(['signed', ['completed']]);
  });

  it('given a goal that was missed, when scored, then no total helps', () => {
    const s = begin({ measurement: { ...MEASUREMENT, restoreMinutes: 241 } });
    answerTasks(s, answers);
    s.publish('drill-over', RUN);
    expect(s.variablesOf(KEY)['score']).toMatchObject({ restorePoints: 70, goalsMet: false, grade: 'failed' });
  });

  it('given findings, when owners correct them and one is given back, then the plan is revised before it is signed', () => {
    const s = begin({
      findings: [FINDING, { ...FINDING, id: 'f2', owner: 'pm' }],
      errors: { 'drill-check-revision': ['plan-not-revised', null] },
    });
    answerTasks(s, answers);
    s.publish('drill-over', RUN);
    s.complete('evaluate', { evaluation: '号码过期', revisionNeeded: 'yes' });
    expect(s.openTasks().map((task) => [task.elementId, task.assignee])).toEqual([
      ['correct-finding', 'engineer'],
      ['correct-finding', 'pm'],
    ]);
    expect(s.openTasks()[0]?.variables).toMatchObject({ findingText: FINDING.text, findingAction: FINDING.action });
  });

  it('given one finding, when its correction is given back once and the plan was not revised at first, then both are asked again', () => {
    const s = begin({ findings: [FINDING], errors: { 'drill-check-revision': ['plan-not-revised', null] } });
    answerTasks(s, answers);
    s.publish('drill-over', RUN);
    s.complete('evaluate', { evaluation: '号码过期', revisionNeeded: 'yes' });
    answerTasks(s, { ...answers, 'verify-correction': [{ accepted: 'no' }, { accepted: 'yes' }] });
    expect(s.jobsOf('drill-close-finding')).toHaveLength(1);
    expect(s.jobsOf('drill-check-revision')).toHaveLength(2);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a plan that is not whole, a customer who does not agree and a window that passed, when planned again, then it is held', () => {
    const s = begin({ errors: { 'drill-freeze': ['drill-incomplete', null] } });
    s.complete('plan-drill', { planDecision: 'send' });
    s.complete('plan-drill', { planDecision: 'send' });
    s.complete('agree-drill', { windowAgreed: 'no', agreedBy: '马建国', agreeNote: '改到周末' });
    answerTasks(s, answers, ['start-drill']);
    s.advance('P2D');
    expect(s.waiting()).toEqual(['plan-drill']);
    answerTasks(s, answers);
    expect(s.jobsOf('drill-begin')).toHaveLength(1);
  });

  it('given a real emergency before or during the drill, when it starts, then the drill stops and is planned again', () => {
    const s = begin({ errors: { 'drill-begin': ['drill-blocked', null] } });
    answerTasks(s, answers, ['plan-drill']);
    s.complete('plan-drill', { planDecision: 'send' });
    answerTasks(s, answers, ['plan-drill']);
    s.complete('plan-drill', { planDecision: 'send' });
    answerTasks(s, answers);
    s.publish('drill-stop', NUMBER);
    expect([s.waiting(), s.jobsOf('drill-stop').length]).toEqual([['plan-drill'], 1]);
    s.complete('plan-drill', { planDecision: 'cancel' });
    expect([outcome(s), s.statusOf(KEY)]).toEqual(['cancelled', ['completed']]);
  });

  it('given a customer who gives the report back, when it is evaluated again, then the first signature is void and both sign anew', () => {
    const s = begin();
    answerTasks(s, answers);
    s.publish('drill-over', RUN);
    answerTasks(s, {
      ...answers,
      'sign-customer': [
        { signDecision: 'return', signerName: '马建国', signNote: '数据缺口未说明' },
        { signDecision: 'sign', signerName: '马建国' },
      ],
    });
    expect(s.jobsOf('drill-unsign')).toHaveLength(1);
    expect(s.jobsOf('drill-sign').map((job) => job.headers['side'])).toEqual(['provider', 'provider', 'customer']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect([...untakenFlows(shipment, KEY, taken), ...untakenFlows(shipment, 'drill-correction', taken)]).toEqual([]);
  });
});
