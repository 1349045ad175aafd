/** Why a decision could not be made. Caught by `evaluateDecision`, which answers with the message. */
export class DecisionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DecisionError';
  }
}
