import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type Express, type Request, type Response } from 'express';

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>Pledge API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
const SCRIPT = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });`;

/**
 * The documentation of the API at `/api/docs`: Swagger UI's own files, from `swagger-ui-dist` beside `@nestjs/swagger`,
 * over our description. Loading `@nestjs/swagger` itself would cost half a second at every start.
 */
export function serveApiDocs(app: NestExpressApplication): void {
  const require = createRequire(import.meta.url);
  const nestSwagger = createRequire(require.resolve('@nestjs/swagger/package.json'));
  const files = dirname(nestSwagger.resolve('swagger-ui-dist/package.json'));
  const server = app.getHttpAdapter().getInstance() as Express;
  server.get(['/api/docs', '/api/docs/'], (_: Request, response: Response) => void response.type('html').send(PAGE));
  server.get('/api/docs/start.js', (_: Request, response: Response) => void response.type('js').send(SCRIPT));
  server.use('/api/docs', express.static(files, { index: false, redirect: false }));
}
