import type { BusinessCalendar } from '@pledge/time';
import type { FlowNode } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { ElementFailed } from './element-failed.js';
import type { Run } from './run.js';
import { evaluateText } from './variables.js';

/**
 * The calendar in whose working time the timers of an element count (`pledge:calendar`, design D2).
 * @throws ElementFailed TIMER_INVALID for a name that nobody knows, EXPRESSION_FAILED.
 */
export function calendarOf(run: Run, element: FlowNode, variables: Variables): BusinessCalendar | undefined {
  if (element.calendar === undefined) return undefined;
  const name = evaluateText(run, element.calendar, variables, element.id);
  const calendar = run.env.calendars?.(name);
  if (calendar === undefined) throw new ElementFailed('TIMER_INVALID', element.id, `There is no calendar "${name}".`);
  return calendar;
}
