import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { textOf, type Language } from './texts.js';

const require = createRequire(join(process.cwd(), 'package.json'));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PASSWORD = 'pledge-demo';

/** Widths the product is made for, in CSS px. */
export const widths = { phone: 375, desktop: 1440 } as const;
export type Width = keyof typeof widths;

/** Starts the Chromium of the test set-up; throws when there is none. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath)
    throw new Error('CHROMIUM_PATH is not set: `npm test` finds or installs a Chromium and sets it.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}

interface Answer {
  readonly status: number;
  readonly path: string;
}

/** One person with one browser window; remembers everything that went wrong in it. */
export class Visitor {
  private readonly problems: string[] = [];
  private readonly expected: Answer[] = [];
  private disconnected = false;
  private constructor(
    readonly base: string,
    readonly language: Language,
    readonly width: Width,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(browser: Browser, base: string, width: Width, language: Language): Promise<Visitor> {
    const phone = width === 'phone';
    const context = await browser.newContext({
      viewport: { width: widths[width], height: phone ? 812 : 900 },
      deviceScaleFactor: 1,
      isMobile: phone,
      hasTouch: phone,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(60_000);
    await context.addInitScript(
      `try { if (!localStorage.getItem('pledge.language')) localStorage.setItem('pledge.language', '${language}') } catch {}`,
    );
    const page = await context.newPage();
    const visitor = new Visitor(base, language, width, context, page);
    visitor.watch(page);
    return visitor;
  }

  private watch(page: Page): void {
    page.on('pageerror', (error) => this.problems.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const path = pathOf(message.location().url);
      // a refusal that the spec asked for is no fault of the page
      if (
        /Failed to load resource/.test(message.text()) &&
        this.expected.some((each) => path.startsWith(each.path) && message.text().includes(String(each.status)))
      )
        return;
      if (this.disconnected && /Failed to load resource: net::/.test(message.text())) return;
      this.problems.push(`console: ${message.text()} (${path})`);
    });
  }

  /** The text under a key, in this person's language. */
  t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return textOf(this.language, key, values);
  }

  /** From now on the browser may report this answer as a failed request. */
  expectAnswer(status: number, path: string): void {
    this.expected.push({ status, path });
  }

  /** Takes the network away or gives it back; what the browser cannot load from now on is no fault of the page. */
  async connected(on: boolean): Promise<void> {
    this.disconnected = true;
    await this.context.setOffline(!on);
  }

  /** Signs in at the login page, as a person does. */
  async login(username: string, password = PASSWORD): Promise<void> {
    await this.goto('/login');
    await this.page.getByLabel(this.t('login.username')).fill(username);
    await this.page.getByLabel(this.t('login.password'), { exact: true }).fill(password);
    await this.button('login.enter').click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/login'));
  }

  /** Signs in without the login page, where the spec is about something else. */
  async enter(username: string, path = '/', password = PASSWORD): Promise<void> {
    const answer = await this.context.request.post(`${this.base}/api/auth/login`, {
      data: { username, password },
    });
    if (!answer.ok()) throw new Error(`login ${username}: ${answer.status()}`);
    await this.goto(path);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  button(key: string, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.page.getByRole('button', { name: this.t(key, values), exact: true });
  }

  text(key: string, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.page.getByText(this.t(key, values));
  }

  /** Nothing sideways to scroll to: no screen is wider than its window. */
  async overflow(): Promise<number> {
    return this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    ) as Promise<number>;
  }

  /** Serious and critical findings of axe-core on what is shown once nothing moves, one line each. */
  async accessibility(exclude: readonly string[] = []): Promise<readonly string[]> {
    // colours half way from disabled to enabled are read by nobody
    await this.page.evaluate(
      'Promise.allSettled(document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity).map((each) => each.finished)).then(() => undefined)',
    );
    await this.page.evaluate(axe);
    const run = `axe.run({ exclude: ${JSON.stringify(exclude.map((each) => [each]))} }, { resultTypes: ['violations'] })`;
    const { violations } = (await this.page.evaluate(run)) as {
      violations: { id: string; impact: string; help: string; nodes: { html: string }[] }[];
    };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }

  /** A picture for the README when PLEDGE_SCREENSHOTS=1, else for looking at, below .tmp. */
  async picture(
    name: string,
    options: { readonly published?: boolean; readonly whole?: boolean; readonly height?: number } = {},
  ): Promise<void> {
    const publish = options.published === true && process.env['PLEDGE_SCREENSHOTS'] === '1';
    const folder = publish ? join(process.cwd(), 'docs', 'images') : join(process.cwd(), '.tmp', 'screens');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({
      path: join(folder, `${name}.png`),
      fullPage: options.whole === true,
      ...(options.height === undefined
        ? {}
        : { clip: { x: 0, y: 0, width: widths[this.width], height: options.height } }),
      animations: 'disabled',
    });
  }

  /** Puts a paper beside the pictures, for looking at. */
  keep(name: string, bytes: Uint8Array): void {
    const folder = join(process.cwd(), '.tmp', 'screens');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }

  /** Everything that went wrong so far, told once. */
  troubles(): readonly string[] {
    return this.problems.splice(0);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

function pathOf(url: string): string {
  try {
    const { pathname } = new URL(url);
    return pathname;
  } catch {
    return url;
  }
}
