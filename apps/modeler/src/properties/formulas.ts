/** One comparison that can be put together from lists. */
export interface Comparison {
  readonly variable: string;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'set' | 'unset';
  /** As the person means it: a text without quotes, a number, `true` or `false`. */
  readonly value: string;
}
export interface Condition {
  readonly join: 'and' | 'or';
  readonly parts: readonly Comparison[];
}

const NAME = '[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*';
const PART = new RegExp(
  `^(${NAME})\\s*(=|!=|<=|>=|<|>)\\s*("(?:[^"\\\\]|\\\\.)*"|-?\\d+(?:\\.\\d+)?|true|false|null)$`,
  'u',
);

/** The condition as rows of lists; null when it says more than rows can. An empty text is a condition without rows. */
export function parseCondition(feel: string): Condition | null {
  const text = feel.trim().replace(/^=/, '').trim();
  if (text === '') return { join: 'and', parts: [] };
  const pieces = split(text);
  if (pieces === null) return null;
  const parts: Comparison[] = [];
  for (const piece of pieces.parts) {
    const match = PART.exec(piece.trim());
    if (!match) return null;
    const [, variable = '', operator = '=', raw = ''] = match;
    if (raw === 'null') {
      if (operator !== '=' && operator !== '!=') return null;
      parts.push({ variable, operator: operator === '=' ? 'unset' : 'set', value: '' });
    } else {
      const value = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
      // a text that looks like a number would come back as one
      if (raw.startsWith('"') && literal(value) !== raw) return null;
      parts.push({ variable, operator: operator as Comparison['operator'], value });
    }
  }
  return { join: pieces.join, parts };
}

/** FEEL with a leading `=`; '' without rows. */
export function printCondition(condition: Condition): string {
  const parts = condition.parts.filter((part) => part.variable !== '').map(printPart);
  return parts.length === 0 ? '' : `=${parts.join(` ${condition.join} `)}`;
}

function printPart({ variable, operator, value }: Comparison): string {
  if (operator === 'set') return `${variable} != null`;
  if (operator === 'unset') return `${variable} = null`;
  return `${variable} ${operator} ${literal(value)}`;
}

/** A value as FEEL writes it: numbers and booleans as they are, everything else a text. */
export function literal(value: string): string {
  return /^(-?\d+(\.\d+)?|true|false)$/.test(value) ? value : JSON.stringify(value);
}

function split(text: string): { join: 'and' | 'or'; parts: string[] } | null {
  const parts: string[] = [];
  let join: 'and' | 'or' | null = null;
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted) {
      if (sign === '(' || sign === '[' || sign === '{') return null;
      const word = /^\s(and|or)\s/.exec(text.slice(at))?.[1] as 'and' | 'or' | undefined;
      if (word !== undefined) {
        if (join !== null && join !== word) return null;
        join = word;
        parts.push(text.slice(from, at));
        at += word.length;
        from = at + 1;
      }
    }
  }
  parts.push(text.slice(from));
  return quoted ? null : { join: join ?? 'and', parts };
}

export type DurationUnit = 'minutes' | 'hours' | 'days' | 'weeks';
export interface SimpleDuration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** An ISO 8601 duration of one unit; null for any other text. */
export function parseDuration(text: string): SimpleDuration | null {
  const match = /^P(?:(\d+)W|(\d+)D|T(\d+)H|T(\d+)M)$/.exec(text.trim());
  if (!match) return null;
  const units = ['weeks', 'days', 'hours', 'minutes'] as const;
  const index = units.findIndex((_, at) => match[at + 1] !== undefined);
  return { amount: Number(match[index + 1]), unit: units[index] ?? 'minutes' };
}

export function printDuration({ amount, unit }: SimpleDuration): string {
  switch (unit) {
    case 'minutes':
      return `PT${amount}M`;
    case 'hours':
      return `PT${amount}H`;
    case 'days':
      return `P${amount}D`;
    case 'weeks':
      return `P${amount}W`;
  }
}

/** `R3/PT1H`: how often, 0 for ever, and how far apart; null for any other text. */
export function parseCycle(text: string): { readonly times: number; readonly every: SimpleDuration } | null {
  const match = /^R(\d*)\/(P.+)$/.exec(text.trim());
  const every = parseDuration(match?.[2] ?? '');
  return match && every ? { times: Number(match[1] === '' ? 0 : match[1]), every } : null;
}

export function printCycle(cycle: { readonly times: number; readonly every: SimpleDuration }): string {
  return `R${cycle.times === 0 ? '' : cycle.times}/${printDuration(cycle.every)}`;
}
