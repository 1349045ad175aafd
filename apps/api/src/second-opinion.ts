import type { DeploymentReview, Finding } from '@pledge/runtime';
import { secondOpinionInWorker, type SecondOpinion } from '@pledge/verification';

const rule = 'second-opinion';

/** Plays what an administrator deploys on bpmn-engine too, and says what came of it (design D1, ADR 0001). */
export const reviewBySecondEngine: DeploymentReview = async ({ key, xml, resource }) => {
  try {
    return [findingOf(await secondOpinionInWorker(xml, key), resource)];
  } catch (error) {
    // The other engine broke on the diagram (a loop without a wait overflows its stack): an opinion less, not an error.
    const reason = error instanceof Error ? error.message : String(error);
    const message = {
      zh: `第二引擎无法播放这张图（${reason}）。`,
      en: `The second engine cannot play this diagram (${reason}).`,
    };
    return [{ resource, rule, severity: 'info', message }];
  }
};

function findingOf(opinion: SecondOpinion, resource: string): Finding {
  const { verdict, comparedFlows, totalFlows, divergence } = opinion;
  const compared = {
    zh: `比较了 ${totalFlows} 条连线中的 ${comparedFlows} 条`,
    en: `${comparedFlows} of ${totalFlows} connections compared`,
  };
  const base = { resource, rule, detail: opinion };
  switch (verdict) {
    case 'agrees':
      return {
        ...base,
        severity: 'info',
        message: { zh: `第二引擎意见一致（${compared.zh}）。`, en: `The second engine agrees (${compared.en}).` },
      };
    case 'disagrees': {
      const elementId = divergedAt(divergence);
      return {
        ...base,
        severity: 'warning',
        ...(elementId === null ? {} : { elementId }),
        message: {
          zh: `第二引擎在这里走了不同的路（${compared.zh}）。请核对这一步之后的走向。`,
          en: `The second engine goes another way here (${compared.en}). Check where this step leads.`,
        },
      };
    }
    case 'not-comparable':
      return {
        ...base,
        severity: 'info',
        message: {
          zh: `第二引擎无法比较这张图（${compared.zh}）。`,
          en: `The second engine cannot compare this diagram (${compared.en}).`,
        },
      };
  }
}

function divergedAt(divergence: SecondOpinion['divergence']): string | null {
  const last = divergence?.at(-1)?.stimulus;
  return last && last.kind !== 'start' ? last.elementId : null;
}
