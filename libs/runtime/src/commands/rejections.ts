import type { Refusal, RejectionCode } from '@pledge/engine';
import { Problem, type ProblemDetail } from '../errors.js';

export interface Rejection {
  readonly code: RejectionCode;
  readonly detail: string;
  readonly refusals?: readonly Refusal[];
}

/** What a person is told when the engine turns a command down. `gone` is the code for a wait that is over. */
export function problemOf(rejection: Rejection, gone: string): Problem {
  const params = { detail: rejection.detail };
  switch (rejection.code) {
    case 'WAIT_GONE':
      return new Problem('conflict', gone, params);
    case 'INSTANCE_ENDED':
      return new Problem('conflict', gone === 'TASK_NOT_OPEN' ? gone : 'INSTANCE_ENDED', params);
    case 'INSTANCE_SUSPENDED':
      return new Problem('conflict', 'INSTANCE_SUSPENDED', params);
    case 'ALREADY_CLAIMED':
      return new Problem('conflict', 'TASK_ALREADY_CLAIMED', params);
    case 'NOT_ASSIGNEE':
      return new Problem('forbidden', 'TASK_NOT_ASSIGNEE', params);
    case 'SAME_USER':
      return new Problem('conflict', 'TASK_SAME_USER', params);
    case 'SIGNERS_PENDING':
      return new Problem('conflict', 'TASK_SIGNERS_PENDING', params);
    case 'SIGNER_PRESENT':
      return new Problem('conflict', 'SIGNER_PRESENT', params);
    case 'SIGNER_UNKNOWN':
      return new Problem('not-found', 'SIGNER_UNKNOWN', params);
    case 'SIGNER_BOUND':
      return new Problem('conflict', 'SIGNER_BOUND', params);
    case 'RETURN_NOT_PASSED':
    case 'RETURN_NOT_BEFORE':
    case 'RETURN_INSIDE_LOOP':
    case 'RETURN_INSIDE_RUNNING_SCOPE':
    case 'RETURN_COMPENSATING':
      return new Problem('invalid', rejection.code, params);
    case 'WITHDRAW_TOUCHED':
    case 'WITHDRAW_NOT_POSSIBLE':
      return new Problem('conflict', rejection.code, params);
    case 'REMINDED_RECENTLY':
      return new Problem('conflict', 'TASK_REMINDED_RECENTLY', params);
    case 'SEALED_VARIABLE':
      return new Problem('invalid', 'SEALED_VARIABLE', params);
    case 'VARIABLES_TOO_LARGE':
      return new Problem('too-large', 'INSTANCE_VARIABLES_TOO_LARGE', params);
    case 'START_EVENT_UNKNOWN':
      return new Problem('invalid', 'START_EVENT_UNKNOWN', params);
    case 'OPERATION_REFUSED':
      return new Problem('invalid', 'OPERATION_REFUSED', params, rejection.refusals?.map(detailOf));
  }
}

function detailOf({ code, elementId, message }: Refusal): ProblemDetail {
  return { code, message, ...(elementId === undefined ? {} : { elementId }) };
}
