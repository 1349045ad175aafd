import type { DeployResponse, DraftContent, ListOf, DraftView, StudioKind } from '@pledge/contracts';
import { api, ApiProblem } from '@pledge/web';
import { fetchDraft } from '../api/studio.js';
import { pathOf, type PathStep } from './path-player.js';

export interface DraftFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly elementId: string | null;
  readonly rule: string;
  readonly message: string;
  /** The shortest way to what is wrong, to be played on the diagram. */
  readonly path?: readonly PathStep[];
  /** The process it speaks of, where that is not the one on the screen. */
  readonly processKey?: string;
}

/** A draft as the files of a deployment. Throws SyntaxError for a template whose bundle is no JSON. */
export function filesOf(kind: StudioKind, key: string, content: string): { name: string; content: string }[] {
  switch (kind) {
    case 'process':
      return [{ name: `${key}.bpmn`, content }];
    case 'decision':
      return [{ name: `${key}.dmn`, content }];
    case 'form':
      return [{ name: `${key}.form.json`, content }];
    case 'rule':
      return [{ name: `${key}.rule.json`, content }];
    case 'template':
      return Object.entries(JSON.parse(content) as Record<string, string>).map(([name, text]) => ({
        name: `templates/${key}/${name}`,
        content: text,
      }));
  }
}

/** Drafts of other resources that this text names: what is drawn together is checked and published together. */
export async function namedDrafts(kind: StudioKind, key: string, content: string): Promise<readonly DraftView[]> {
  if (kind !== 'process') return [];
  const { items } = await api.get<ListOf<DraftView>>('/drafts');
  return items.filter(
    (draft) => !(draft.kind === kind && draft.key === key) && content.includes(`"${escapeXml(draft.key)}"`),
  );
}

/** The files of a draft, with the drafts of other resources that it names. */
export async function filesWithNamed(
  kind: StudioKind,
  key: string,
  content: string,
): Promise<{ name: string; content: string }[]> {
  const others = await Promise.all(
    (await namedDrafts(kind, key, content)).map((each) => fetchDraft(each.kind, each.key)),
  );
  const named = others.filter((each): each is DraftContent => each !== null);
  return [...filesOf(kind, key, content), ...named.flatMap((each) => filesOf(each.kind, each.key, each.content))];
}

/** Asks the server what it thinks of the draft, without deploying. Throws what is not an answer about the model. */
export async function checkDraft(kind: StudioKind, key: string, content: string): Promise<readonly DraftFinding[]> {
  const resources = await filesWithNamed(kind, key, content);
  try {
    const answer = await api.post<DeployResponse>(
      '/deployments',
      { name: key, resources },
      { query: { dryRun: true } },
    );
    return answer.findings.map((finding) => {
      const path = pathOf(finding.detail);
      const processKey = processOf(finding.detail);
      return {
        severity: finding.severity,
        elementId: finding.elementId ?? null,
        rule: finding.rule,
        message: finding.message,
        ...(path && processKey === null ? { path } : {}),
        ...(processKey === null ? {} : { processKey }),
      };
    });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 422) return findingsOf(error);
    throw error;
  }
}

/** The errors of a refused deployment, as findings. */
export function findingsOf(problem: ApiProblem): readonly DraftFinding[] {
  return problem.errors.map((error) => ({
    severity: 'error',
    elementId: error.elementId ?? null,
    rule: error.rule ?? problem.code,
    message: error.message,
  }));
}

/** A remark on a process that calls this one, or that keeps to a rule being changed. */
function processOf(detail: unknown): string | null {
  const key: unknown =
    typeof detail === 'object' && detail !== null ? (detail as { processKey?: unknown }).processKey : null;
  return typeof key === 'string' ? key : null;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
