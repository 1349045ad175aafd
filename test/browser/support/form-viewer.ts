import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

/** What a person enters: by path of the field in the data, in order; an entry of a list is `parts.0.code`. */
export type Entry = readonly [path: string, value: unknown];

/** What form-js made of it. */
export interface ViewerResult {
  /** As the browser would send it. */
  readonly data: Record<string, unknown>;
  /** Paths of the fields with an error, sorted: `parts[0].code`. */
  readonly errors: readonly string[];
}

/** One case: a schema, the variables that the task shows, and what is entered. */
export interface ViewerCase {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly entries: readonly Entry[];
}

/** The real form-js viewer of the pinned version in a real browser, without any of our code around it. */
export class FormViewer {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<FormViewer> {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><title>form</title><div id="form"></div>');
    await page.addScriptTag({ content: bundle() });
    return new FormViewer(page);
  }

  /** Renders the form, enters the values as its fields do, and submits. */
  async play(cases: readonly ViewerCase[]): Promise<ViewerResult[]> {
    return this.page.evaluate(async (list) => {
      interface Instance {
        readonly id: string;
        readonly valuePath: readonly (string | number)[];
        readonly indexes?: Readonly<Record<string, number>>;
      }
      interface Viewer {
        importSchema(schema: unknown, data: unknown): Promise<unknown>;
        submit(): { data: Record<string, unknown>; errors: Record<string, unknown> };
        get(name: string): { getAllKeyed(): Instance[] };
        _update(update: { fieldInstance: Instance; value: unknown }): void;
        destroy(): void;
      }
      const { FormViewer: library } = globalThis as unknown as {
        FormViewer: { Form: new (options: unknown) => Viewer };
      };
      const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const pathOf = ({ valuePath }: Instance): string =>
        valuePath.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
      const results = [];
      for (const { schema, variables, entries } of list) {
        const container = document.querySelector('#form');
        const form = new library.Form({ container });
        await form.importSchema(structuredClone(schema), structuredClone(variables));
        await frame();
        for (const [path, value] of entries) {
          const instance = form
            .get('formFieldInstanceRegistry')
            .getAllKeyed()
            .find((each) => each.valuePath.join('.') === path);
          // A hidden field is not there to be filled.
          if (instance === undefined) continue;
          form._update({ fieldInstance: instance, value });
          await frame();
        }
        const instances = form.get('formFieldInstanceRegistry').getAllKeyed();
        const { data, errors } = form.submit();
        const wrong = instances.filter(({ id, indexes }) => {
          let found: unknown = errors[id];
          for (const index of Object.values(indexes ?? {})) found = (found as unknown[] | undefined)?.[index];
          return found !== undefined;
        });
        results.push({ data: JSON.parse(JSON.stringify(data)), errors: wrong.map(pathOf).sort() });
        form.destroy();
      }
      return results;
    }, cases as ViewerCase[]) as Promise<ViewerResult[]>;
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** One script with everything form-js needs; made by the bundler of the web apps, in a process of its own. */
function bundle(): string {
  const entry = createRequire(import.meta.url)
    .resolve('@bpmn-io/form-js-viewer')
    .replace('index.cjs', 'index.es.js');
  const script = `
    const { build } = await import('vite');
    const made = await build({ configFile: false, logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' },
      build: { write: false, lib: { entry: ${JSON.stringify(entry)}, formats: ['iife'], name: 'FormViewer' } } });
    process.stdout.write([made].flat()[0].output[0].code);`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
