import { STATUS_CODES } from 'node:http';
import { problemSchema } from '@pledge/contracts';
import { z } from 'zod';
import type { Route } from '../authorization/endpoint-registry.js';
import { SESSION_COOKIE } from '../authentication/session-user.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of all endpoints, made from `@Endpoint`: schemas, examples, roles. */
export function openApiDocument(
  routes: readonly Route[],
  info: { title: string; version: string; description: string },
): Json {
  const byPath: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}').replaceAll(/\*(\w+)/g, '{$1}');
    (byPath[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths: byPath,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  };
}

function operation({ method, path, endpoint, controller, handler }: Route): Json {
  const roles = Array.isArray(endpoint.roles) ? [...endpoint.roles].join(', ') : String(endpoint.roles);
  const status = String(endpoint.status ?? (method === 'POST' ? 201 : 200));
  const write = !['GET', 'HEAD'].includes(method);
  return {
    operationId: `${controller.replace(/Controller$/, '')}_${handler}`,
    tags: [path.split('/')[2] ?? 'api'],
    summary: `${endpoint.summary.zh} · ${endpoint.summary.en}`,
    description: `Roles: ${roles}`,
    ...(endpoint.roles === 'public' ? { security: [] } : { security: [{ bearer: [] }, { cookie: [] }] }),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(endpoint.query),
      ...(write ? [IDEMPOTENCY_PARAMETER] : []),
    ],
    ...requestBody(endpoint),
    responses: {
      [status]: {
        description: STATUS_CODES[status] ?? 'Answer',
        ...answerContent(endpoint),
      },
      default: {
        description: 'Problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const IDEMPOTENCY_PARAMETER: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeat with the same key within 24 h: the stored answer; other body: 422; in flight: 409.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(schema: z.ZodType | undefined): Json[] {
  if (!schema) return [];
  const object = jsonSchema(schema, 'input');
  const required = (object['required'] ?? []) as string[];
  return Object.entries((object['properties'] ?? {}) as Record<string, unknown>).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function requestBody(endpoint: Route['endpoint']): Json {
  if (endpoint.multipart) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' }, ...properties(endpoint.body) },
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!endpoint.body) return {};
  const example = endpoint.example?.body;
  const content = { schema: jsonSchema(endpoint.body, 'input'), ...(example === undefined ? {} : { example }) };
  return { requestBody: { required: true, content: { 'application/json': content } } };
}

function properties(schema: z.ZodType | undefined): Json {
  return schema ? ((jsonSchema(schema, 'input')['properties'] ?? {}) as Json) : {};
}

function answerContent(endpoint: Route['endpoint']): Json {
  if (endpoint.status === 204) return {};
  const example = endpoint.example?.response;
  const schema = endpoint.response ? jsonSchema(endpoint.response, 'output') : {};
  return {
    content: { [endpoint.produces ?? 'application/json']: { schema, ...(example === undefined ? {} : { example }) } },
  };
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as Json;
}
