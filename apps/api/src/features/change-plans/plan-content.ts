import { createHash } from 'node:crypto';
import {
  changePlanContentSchema,
  type ChangePlan,
  type ChangePlanContent,
  type DangerousCommand,
} from '@pledge/contracts';
import { fromIso } from '@pledge/time';
import { canonicalJson } from '../cases/index.js';
import type { SubjectSection } from '../confirmations/index.js';

/** A new plan of a case: it is about the device of the fault, the rest is empty. */
export function begunPlan(about: { readonly title: string; readonly serialNumber: string | null }): ChangePlanContent {
  const { title, serialNumber } = about;
  return changePlanContentSchema.parse({ title, devices: serialNumber === null ? [] : [{ serialNumber }] });
}

type Missing = ChangePlan['missing'][number];
const PARTS = [
  ['title', '标题', 'Title'],
  ['purpose', '目的', 'Purpose'],
  ['impact', '影响', 'Impact'],
  ['backup', '备份', 'Backup'],
  ['rollback', '回退', 'Rollback'],
  ['tests', '测试', 'Tests'],
] as const;

/** What a plan lacks before it can be frozen (S1-46, S4-13). `now` in epoch ms: the window must not be over. */
export function missingParts(content: ChangePlanContent, now: number): Missing[] {
  const missing: Missing[] = [];
  const add = (field: string, zh: string, en: string): void => void missing.push({ field, text: { zh, en } });
  for (const [field, zh, en] of PARTS) {
    if (content[field].trim() === '') add(field, `请填写“${zh}”`, `${en} is empty`);
  }
  if (content.devices.length === 0) add('devices', '请至少列出一台设备', 'No device is listed');
  if (content.steps.length === 0) add('steps', '请至少写一个步骤', 'There is no step');
  const serials = new Set(content.devices.map((device) => device.serialNumber));
  content.steps.forEach((step, index) => {
    const at = String(index + 1);
    if (step.action.trim() === '')
      add(`steps.${String(index)}.action`, `第 ${at} 步没有写做什么`, `Step ${at} does not say what is done`);
    if (step.device !== '' && !serials.has(step.device))
      add(
        `steps.${String(index)}.device`,
        `第 ${at} 步的设备不在设备清单中`,
        `The device of step ${at} is not in the list`,
      );
  });
  if (content.people.length === 0) add('people', '请写明实施人员', 'Nobody is named to carry it out');
  if (content.window === null) add('window', '请约定实施时间窗口', 'No window is agreed');
  else {
    const from = fromIso(content.window.from);
    const to = fromIso(content.window.to);
    if (to <= from) add('window', '结束时间须晚于开始时间', 'The window ends before it begins');
    else if (to <= now) add('window', '实施时间窗口已过', 'The window is over');
  }
  return missing;
}

/** A dangerous command is approved for one device (S1-55): its step has to name it. */
export function missingDevices(content: ChangePlanContent, dangerous: readonly DangerousCommand[]): Missing[] {
  const steps = [...new Set(dangerous.map((one) => one.step))];
  return steps
    .filter((step) => content.steps[step - 1]?.device === '')
    .map((step) => ({
      field: `steps.${String(step - 1)}.device`,
      text: {
        zh: `第 ${String(step)} 步有高危命令，请写明设备`,
        en: `Step ${String(step)} holds a dangerous command; name its device`,
      },
    }));
}

/** Everything one version says, always the same bytes for the same plan. */
export function canonicalPlan(number: string, version: number, content: ChangePlanContent): string {
  return canonicalJson({ kind: 'change-plan', number, version, content });
}
export const sha256 = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
/** The plan's hash: canonical JSON, a line feed, the bytes of the PDF. `cat plan.json plan.pdf | sha256sum` gives the same. */
export const planHash = (canonical: string, pdf: Buffer): string => sha256(`${canonical}\n`, pdf);

const HEADINGS = {
  'zh-CN': {
    purpose: '目的',
    devices: '设备',
    window: '实施时间',
    impact: '影响',
    people: '人员',
    backup: '备份',
    steps: '步骤与命令',
    tests: '测试',
    rollback: '回退',
    expected: '预期：',
    scale: { small: '一般变更', large: '重大变更：实施后还须贵方技术人员认可结果' },
  },
  en: {
    purpose: 'Purpose',
    devices: 'Devices',
    window: 'Window',
    impact: 'Impact',
    people: 'People',
    backup: 'Backup',
    steps: 'Steps and commands',
    tests: 'Tests',
    rollback: 'Rollback',
    expected: 'Expected: ',
    scale: { small: 'Ordinary change', large: 'Large change: your technician also approves the result' },
  },
} as const;

const paragraphs = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');
const localTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** The plan as people read it on a screen before they confirm: all of it, in the order of the paper. */
export function planSections(content: ChangePlanContent, language: 'zh-CN' | 'en'): SubjectSection[] {
  const words = HEADINGS[language];
  const plain = (heading: string, text: string): SubjectSection => ({
    heading,
    paragraphs: paragraphs(text),
    commands: [],
  });
  const { window } = content;
  return [
    { heading: words.purpose, paragraphs: [words.scale[content.scale], ...paragraphs(content.purpose)], commands: [] },
    {
      heading: words.devices,
      paragraphs: content.devices.map((one) =>
        [one.name, one.serialNumber, one.address].filter((part) => part !== '').join(' · '),
      ),
      commands: [],
    },
    plain(words.window, window === null ? '' : `${localTime(window.from)} – ${localTime(window.to)}`),
    plain(words.impact, content.impact),
    plain(words.backup, content.backup),
    ...content.steps.map((step, index): SubjectSection => ({
      heading: `${words.steps} ${String(index + 1)}`,
      paragraphs: [
        step.device === '' ? step.action : `${step.action}（${step.device}）`,
        ...(step.expected === '' ? [] : [`${words.expected}${step.expected}`]),
      ],
      commands: step.commands.trim() === '' ? [] : [step.commands],
    })),
    plain(words.tests, content.tests),
    plain(words.rollback, content.rollback),
    {
      heading: words.people,
      paragraphs: content.people.map((one) =>
        [one.name, one.duty, one.phone].filter((part) => part !== '').join(' · '),
      ),
      commands: [],
    },
  ];
}
