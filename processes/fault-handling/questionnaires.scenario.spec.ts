import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  assessmentOf,
  gradeByQuestionnaire,
  shippedProfile,
  shippedProfiles,
} from '../../apps/api/src/features/profiles/index.js';
import {
  loadShipment,
  ProcessScenario,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const CASE = 'GD-2026-0001';
const rest = { faultKind: 'network', alreadyComplained: false, simpleProblem: false };

/** The step that assesses asks what the contract's own profile asks (C01). */
describe('the questionnaire of the contract', () => {
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  const profile = (id: string): NonNullable<ReturnType<typeof shippedProfile>> => {
    const found = shippedProfile(id);
    if (!found) throw new Error(`no profile ${id}`);
    return found;
  };
  /** A fault reported under a contract on that profile; null: nobody knows the contract. */
  const report = (id: string | null, variables: Record<string, unknown> = {}): ProcessScenario => {
    const delegates: Record<string, ScenarioDelegate> = {
      'check-contract': () => ({
        contractCheck: 'valid',
        onsiteAgreementRequired: false,
        questionnaire: id === null ? null : { ...assessmentOf(profile(id)) },
      }),
      'register-case': () => ({ engineers: [], tier: 'T3' }),
    };
    const reported = { caseNumber: CASE, title: '故障', partyId: 'party-1', ...variables };
    return new ProcessScenario(shipment, delegates, new Set()).publish('fault-reported', CASE, reported);
  };
  const severity = (s: ProcessScenario): unknown => s.variablesOf('fault-handling')['severity'];

  it.each([
    ['P-S0i', { impact: 'minor', interruption: 'no', dataLoss: 'yes' }, 'L1'],
    ['P-S0i', { impact: 'degraded', interruption: 'no', dataLoss: 'no' }, 'L2'],
    ['P-S0e', { impact: 'latent' }, 'L2'],
    ['P-S2', { impact: 'slow' }, 'GENERAL'],
    ['P-S3', { impact: 'standstill' }, 'SERIOUS'],
    ['P-S4', { impact: 'medium' }, 'MEDIUM'],
    ['P-S1', { impact: 'important-services' }, 'T2'],
  ])('given %s, when %j is answered, then the level is %s', (id, answers, level) => {
    const s = report(id).complete('assess', { ...answers, ...rest });
    expect(severity(s)).toBe(level);
    expect(s.variablesOf('fault-handling')['answers']).toMatchObject({ ...answers, faultKind: 'network' });
  });

  it('given every shipped profile, when every combination is answered, then the step grades as the report does', () => {
    for (const each of shippedProfiles()) {
      const form = each.questionnaire;
      if (!form || form.decision !== '') continue;
      const combinations = form.questions.reduce<Record<string, string>[]>(
        (all, { key, options }) => all.flatMap((one) => options.map(({ value }) => ({ ...one, [key]: value }))),
        [{}],
      );
      for (const answers of combinations)
        expect(severity(report(each.id).complete('assess', { ...answers, ...rest }))).toBe(
          gradeByQuestionnaire(form, answers),
        );
    }
  });

  it.each([
    ['P-S4', { impact: 'paralysed' }],
    ['P-S4', {}],
    ['P-S0i', { impact: 'minor', interruption: 'no' }],
    ['P-S2', { impact: 'major', dataLoss: 'yes' }],
  ])('given %s, when %j is answered, then the form refuses it', (id, answers) => {
    expect(() => report(id).complete('assess', { ...answers, ...rest })).toThrow();
  });

  it('given a profile without questions, when it is assessed, then its only level stands chosen', () => {
    expect(severity(report('P-S0a').complete('assess', rest))).toBe('NORMAL');
  });

  it('given answers that no line of the table fits, when a level is chosen by hand, then it stands; without it the form asks', () => {
    const whole = profile('P-S4');
    const table = { ...whole.questionnaire!, rules: whole.questionnaire!.rules.slice(0, 1) };
    const questionnaire = { ...assessmentOf({ ...whole, questionnaire: table }) };
    const begin = (): ProcessScenario =>
      new ProcessScenario(
        shipment,
        {
          'check-contract': () => ({ contractCheck: 'valid', onsiteAgreementRequired: false, questionnaire }),
          'register-case': () => ({ engineers: [], tier: 'T3' }),
        },
        new Set(),
      ).publish('fault-reported', CASE, { caseNumber: CASE, partyId: 'party-1' });
    expect(() => begin().complete('assess', { impact: 'general', ...rest })).toThrow();
    expect(severity(begin().complete('assess', { impact: 'general', severityByHand: 'MEDIUM', ...rest }))).toBe(
      'MEDIUM',
    );
    // and where a line fits, nobody is asked: what is sent all the same is dropped
    expect(severity(begin().complete('assess', { impact: 'severe', severityByHand: 'GENERAL', ...rest }))).toBe(
      'SEVERE',
    );
  });

  it('given what the customer answered, when it is assessed, then the answers stand there and need not be given again', () => {
    const s = report('P-S0i', { answers: { impact: 'minor', interruption: 'no', dataLoss: 'yes' } });
    expect(severity(s.complete('assess', rest))).toBe('L1');
  });

  it('given no contract, when it is assessed, then the questions drawn in the form are asked', () => {
    expect(severity(report(null).complete('assess', { impact: 'paralysed', ...rest }))).toBe('T1');
  });
});
