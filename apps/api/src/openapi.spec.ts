import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EndpointRegistry, type Route } from '@pledge/nest';
import type { z } from 'zod';
import type { RunningApp } from './create-app.js';
import { specApp } from '../../../test/support/spec-app.js';

/** Every call is in OpenAPI with examples (contracts), and the examples are what the server takes and gives. */
jest.setTimeout(180_000);

let running: RunningApp;
let folder: string;
let routes: readonly Route[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-openapi-'));
  running = await specApp(`file:${join(folder, 'pledge.db')}`, { shipped: false });
  routes = running.app.get(EndpointRegistry).routes;
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** Bytes, texts (`produces`) and nothing (204) need no example; everything else answers JSON. */
const answersJson = ({ endpoint }: Route): boolean => endpoint.status !== 204 && endpoint.produces === undefined;

/** A file comes in parts (`multipart`): there is no one text that could be its example. */
const takesJson = ({ endpoint }: Route): boolean => endpoint.body !== undefined && endpoint.multipart !== true;

/** What is wrong with the example, one line per field; a key that the schema does not know is wrong, too. */
function complaints(route: Route, part: 'body' | 'response', schema: z.ZodType | undefined): string[] {
  const example = route.endpoint.example?.[part];
  if (schema === undefined || example === undefined) return [];
  const { success, data, error } = schema.safeParse(example);
  const issues = error?.issues ?? [];
  if (success && part === 'response' && !isDeepStrictEqual(data, example))
    return [`${nameOf(route)} ${part}: has keys that are not in its schema`];
  return issues.map(({ path, message }) => `${nameOf(route)} ${part}.${path.join('.')}: ${message}`);
}

describe('every endpoint describes itself', () => {
  it('has a summary in both languages', () => {
    const without = routes.filter(
      ({ endpoint: { summary } }) => !/\p{Script=Han}/u.test(summary.zh) || !/[a-z]/i.test(summary.en),
    );
    expect(without.map(nameOf)).toEqual([]);
  });

  it('has a schema of its answer, unless it answers bytes or nothing', () => {
    const without = routes.filter((route) => answersJson(route) && route.endpoint.response === undefined);
    expect(without.map(nameOf)).toEqual([]);
  });

  it('has an example of its answer, unless it answers bytes or nothing', () => {
    const without = routes.filter((route) => answersJson(route) && route.endpoint.example?.response === undefined);
    expect(without.map(nameOf)).toEqual([]);
  });

  it('shows `settled` where the answer waits for jobs', () => {
    const silent = routes.filter(
      ({ endpoint }) => endpoint.settles === true && !Object.hasOwn(Object(endpoint.example?.response), 'settled'),
    );
    expect(silent.map(nameOf)).toEqual([]);
  });

  it('has an example of its body', () => {
    const without = routes.filter((route) => takesJson(route) && route.endpoint.example?.body === undefined);
    expect(without.map(nameOf)).toEqual([]);
  });

  it('shows no body that it would not read', () => {
    const idle = routes.filter((route) => route.endpoint.example?.body !== undefined && !takesJson(route));
    expect(idle.map(nameOf)).toEqual([]);
  });

  it('gives examples that its own schemas accept', () => {
    const wrong = routes.flatMap((route) => [
      ...complaints(route, 'body', route.endpoint.body),
      ...complaints(route, 'response', route.endpoint.response),
    ]);
    expect(wrong).toEqual([]);
  });
});

describe('GET /api/openapi.json', () => {
  type Operation = {
    readonly summary?: string;
    readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> };
    readonly responses: Record<string, { readonly content?: Record<string, { readonly example?: unknown }> }>;
  };
  type Description = { readonly openapi: string; readonly paths: Record<string, Record<string, Operation>> };

  async function description(): Promise<Description> {
    const answer = await fetch(`${running.url}/api/openapi.json`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Description;
  }

  it('is OpenAPI 3.1 with exactly the routes of the server', async () => {
    const { openapi, paths } = await description();
    expect(openapi).toMatch(/^3\.1\./);
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/[:*](\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(served.sort());
  });

  it('shows the examples; an answer of bytes names its media type, an answer of nothing none', async () => {
    const { paths } = await description();
    for (const route of routes) {
      const { endpoint, method, path } = route;
      const operation = paths[path.replaceAll(/[:*](\w+)/g, '{$1}')]?.[method.toLowerCase()];
      const status = endpoint.status ?? (method === 'POST' ? 201 : 200);
      const content = operation?.responses[String(status)]?.content;
      const expected = endpoint.status === 204 ? [] : [endpoint.produces ?? 'application/json'];
      expect([nameOf(route), Object.keys(content ?? {})]).toEqual([nameOf(route), expected]);
      const body = operation?.requestBody?.content['application/json']?.example;
      if (takesJson(route)) expect([nameOf(route), body]).toEqual([nameOf(route), route.endpoint.example?.body]);
      const answer = content?.['application/json']?.example;
      if (answersJson(route)) expect([nameOf(route), answer]).toEqual([nameOf(route), endpoint.example?.response]);
    }
  });
});
