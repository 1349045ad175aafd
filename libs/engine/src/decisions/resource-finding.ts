/** What is wrong with a decision or a form. The runtime adds the name of the resource. */
export interface ResourceFinding {
  readonly severity: 'error' | 'warning';
  /** Stable rule name, for example `dmn/hit-policy`. */
  readonly rule: string;
  /** The id of the element or the key of the form field, where there is one. */
  readonly elementId?: string;
  readonly message: { readonly zh: string; readonly en: string };
}
