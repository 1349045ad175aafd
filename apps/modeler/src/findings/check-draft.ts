import type { DeployResponse } from '@pledge/contracts';
import { api, ApiProblem } from '@pledge/web';

export interface DraftFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly elementId: string | null;
  readonly rule: string;
  readonly message: string;
}

/** Asks the server what it thinks of the draft, without deploying. Throws what is not an answer about the model. */
export async function checkDraft(resourceName: string, xml: string): Promise<readonly DraftFinding[]> {
  try {
    const answer = await api.post<DeployResponse>(
      '/deployments',
      { name: resourceName, resources: [{ name: resourceName, content: xml }] },
      { query: { dryRun: true } },
    );
    return answer.findings.map((finding) => ({
      severity: finding.severity,
      elementId: finding.elementId ?? null,
      rule: finding.rule,
      message: finding.message,
    }));
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
