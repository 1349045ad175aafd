import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROLES } from '@pledge/contracts';
import { ENDPOINT, type EndpointOptions } from './endpoint.decorator.js';

// Nest's own metadata keys (`@nestjs/common/constants`), stable since version 1.
const PATH_METADATA = 'path';
const METHOD_METADATA = 'method';

/** One endpoint of the running application. */
export interface Route {
  /** `GET`, `POST` … */
  readonly method: string;
  /** As Express takes it, with the prefix: `/api/tasks/:id/claim`. */
  readonly path: string;
  readonly endpoint: EndpointOptions;
  readonly controller: string;
  readonly handler: string;
}

/** Knows every endpoint: the API description, the table of roles and the specs read it. */
@Injectable()
export class EndpointRegistry implements OnModuleInit {
  private found: readonly Route[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error naming handlers without `@Endpoint`, paths that repeat the prefix, and endpoints that exist twice. */
  onModuleInit(): void {
    this.found = this.scan();
  }

  /** All endpoints, sorted by path. */
  get routes(): readonly Route[] {
    return this.found;
  }

  private scan(): Route[] {
    const routes: Route[] = [];
    const problems: string[] = [];
    for (const wrapper of this.discovery.getControllers()) {
      const instance = wrapper.instance as object | undefined;
      const controller = wrapper.metatype as { name: string } | null;
      if (!instance || !controller) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      const prefixes = paths(Reflect.getMetadata(PATH_METADATA, controller));
      for (const handler of this.scanner.getAllMethodNames(prototype)) {
        const method = prototype[handler] as object;
        const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
        if (verb === undefined) continue;
        const endpoint = Reflect.getMetadata(ENDPOINT, method) as EndpointOptions | undefined;
        if (!endpoint) {
          problems.push(
            `${controller.name}.${handler} has no @Endpoint({ roles, summary, … }): add it beside the route`,
          );
          continue;
        }
        for (const prefix of prefixes) {
          if (/^\/?api(\/|$)/.test(prefix))
            problems.push(`${controller.name}: write @Controller without "api/", it is added`);
          for (const path of paths(Reflect.getMetadata(PATH_METADATA, method))) {
            routes.push({
              method: RequestMethod[verb],
              path: join('api', prefix, path),
              endpoint,
              controller: controller.name,
              handler,
            });
          }
        }
      }
    }
    problems.push(...doubles(routes));
    if (problems.length > 0) throw new Error(`endpoints:\n${problems.join('\n')}`);
    return routes.sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path.localeCompare(b.path)));
  }
}

function paths(value: unknown): string[] {
  if (Array.isArray(value)) return value as string[];
  return [typeof value === 'string' ? value : ''];
}

function join(...parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
}

function doubles(routes: readonly Route[]): string[] {
  const seen = new Map<string, Route>();
  const problems: string[] = [];
  for (const route of routes) {
    const shape = `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`;
    const other = seen.get(shape);
    if (other) problems.push(`${route.method} ${route.path} is served by ${other.controller} and ${route.controller}`);
    seen.set(shape, route);
  }
  return problems;
}

/** The table of `docs/security.md`: every endpoint × every role, in Markdown. Generated, never written by hand. */
export function roleTable(routes: readonly Route[]): string {
  const columns = ['no session', ...ROLES];
  const rows = routes.map(({ method, path, endpoint }) => {
    const cells = columns.map((column, index) => {
      if (endpoint.roles === 'public') return '✓';
      if (index === 0) return '';
      if (endpoint.roles === 'authenticated' || column === 'admin') return '✓';
      return endpoint.roles.some((role) => role === column) ? '✓' : '';
    });
    return `| \`${method} ${path}\` | ${cells.join(' | ')} |`;
  });
  return [`| endpoint | ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length + 1)}`, ...rows, ''].join('\n');
}
