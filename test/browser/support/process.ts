import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './texts.js';

const texts = new Map<string, string>();

/** Name of a step of a shipped process as the page shows it: `name`, or `pledge:label.en`. Throws for a step that has none. */
export function stepName(language: Language, process: string, elementId: string): string {
  const path = join('processes', process, `${process}.bpmn`);
  const xml = texts.get(path) ?? readFileSync(join(globalThis.process.cwd(), path), 'utf8');
  texts.set(path, xml);
  const at = xml.indexOf(`Task id="${elementId}"`);
  const part = at < 0 ? '' : xml.slice(at, xml.indexOf('</bpmn:userTask>', at));
  const name =
    language === 'en' ? /name="pledge:label\.en" value="([^"]+)"/.exec(part)?.[1] : /name="([^"]+)"/.exec(part)?.[1];
  if (name === undefined) throw new Error(`no step ${elementId} in ${process} (${language})`);
  return name;
}
