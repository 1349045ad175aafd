/** What a rule names an element by: what it does, never its id. A new version of a diagram keeps its rules that way. */
export type StepSelector =
  /** A call activity, by the key of the called process. */
  | { readonly is: 'calls'; readonly value: string }
  /** `pledge:recordsEvent`. */
  | { readonly is: 'records'; readonly value: string }
  /** `pledge:requires`. */
  | { readonly is: 'requires'; readonly value: string }
  /** The delegate of a system step; `settings`: headers that have to stand there too. */
  | { readonly is: 'delegate'; readonly value: string; readonly settings?: Readonly<Record<string, string>> }
  /** The form of a task or start event. */
  | { readonly is: 'form'; readonly value: string }
  /** The decision of a business rule task. */
  | { readonly is: 'decision'; readonly value: string }
  /** A candidate group of a task. */
  | { readonly is: 'group'; readonly value: string }
  /** An event or task that waits for, or throws, the message of this name. */
  | { readonly is: 'receives'; readonly value: string }
  | { readonly is: 'sends'; readonly value: string };

/** Any of these is meant. */
export type StepChoice = readonly StepSelector[];

interface RuleBase {
  readonly name: { readonly zh: string; readonly en: string };
  /** Off: kept, and not asked. */
  readonly active: boolean;
  /** `error` refuses a deployment of an administrator. */
  readonly severity: 'error' | 'warning';
  /** Keys of the processes it is asked about; empty: all. Called processes are looked into from there. */
  readonly processes: readonly string[];
}

/** A sentence about every way a case can take. The kinds are a closed set; what they speak of is data. */
export type ServiceRule = RuleBase &
  (
    | {
        /** Nothing of `then` begins before something of `first` is done; what `again` chooses makes it necessary once more. */
        readonly kind: 'before';
        readonly first: StepChoice;
        readonly then: StepChoice;
        readonly again?: StepChoice | undefined;
      }
    | {
        /** No case ends (once `after` was done, without it: at all) before `step` is done, unless `unless` happened. */
        readonly kind: 'through';
        readonly step: StepChoice;
        readonly after?: StepChoice | undefined;
        readonly unless?: StepChoice | undefined;
      }
    | {
        /** Whenever a case rests (from `after` on, until `until`), somebody waits for the message. */
        readonly kind: 'heard';
        readonly message: string;
        readonly after?: StepChoice | undefined;
        readonly until?: StepChoice | undefined;
      }
    | {
        /** No case does something of both. */
        readonly kind: 'not-both';
        readonly one: StepChoice;
        readonly other: StepChoice;
      }
    | {
        /** No case does it more often. */
        readonly kind: 'at-most';
        readonly step: StepChoice;
        readonly times: number;
      }
  );
export type RuleKind = ServiceRule['kind'];
