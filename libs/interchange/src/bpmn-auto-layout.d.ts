/** The package carries no types. */
declare module 'bpmn-auto-layout' {
  /** Draws the first process of a file; what it says is kept. Throws for what is no BPMN. */
  export function layoutProcess(xml: string): Promise<string>;
}
