import type { BothLanguages } from '../../model/finding.js';

/** One thing that a migration does to an instance. */
export interface MigrationItem {
  readonly what:
    | 'token-moved'
    | 'scope-opened'
    | 'timer-kept'
    | 'timer-rescheduled'
    | 'event-opened'
    | 'event-closed'
    | 'event-renewed'
    | 'work-restarted';
  /** In the old version; of what is new, in the new one. */
  readonly elementId: string;
  readonly to?: string;
  /** Of a timer, epoch ms. */
  readonly dueBefore?: number;
  readonly dueAfter?: number;
  readonly message: BothLanguages;
}

const TEXTS: Readonly<Record<MigrationItem['what'], (name: string) => BothLanguages>> = {
  'token-moved': (name) => ({ zh: `令牌保留在“${name}”。`, en: `The token stays at "${name}".` }),
  'scope-opened': (name) => ({ zh: `新增的子流程“${name}”开始。`, en: `The new subprocess "${name}" begins.` }),
  'timer-kept': (name) => ({ zh: `定时器“${name}”的到期时间不变。`, en: `The timer "${name}" keeps its time.` }),
  'timer-rescheduled': (name) => ({
    zh: `定时器“${name}”按新版本重新计算到期时间。`,
    en: `The timer "${name}" gets the time of the new version.`,
  }),
  'event-opened': (name) => ({ zh: `开始监听新增的事件“${name}”。`, en: `The new event "${name}" is listened for.` }),
  'event-closed': (name) => ({
    zh: `新版本不再监听事件“${name}”。`,
    en: `The event "${name}" is not listened for any more.`,
  }),
  'event-renewed': (name) => ({
    zh: `事件“${name}”的名称或条件已改变，重新开始监听。`,
    en: `The event "${name}" has another name, key or condition and is listened for anew.`,
  }),
  'work-restarted': (name) => ({
    zh: `“${name}”由另一种任务类型执行，将重新开始。`,
    en: `"${name}" is done by another task type and begins anew.`,
  }),
};

/** An item with its text in both languages; `name` is what people call the element. */
export function migrationItem(item: Omit<MigrationItem, 'message'>, name: string): MigrationItem {
  return { ...item, message: TEXTS[item.what](name) };
}
