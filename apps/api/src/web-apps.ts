import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

/** Security headers. Inline styles are needed by antd and the diagram editors; no script is ever inline. */
export function securityHeaders(https: boolean): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Over plain http browsers ignore these and complain.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: https,
  });
}

/** Serves dist/apps/desk at `/` and dist/apps/modeler at `/modeler`; addresses of screens get the app's page. */
export function serveWebApps(app: NestExpressApplication, root: string): void {
  const server = app.getHttpAdapter().getInstance() as express.Express;
  for (const [mount, folder] of [
    ['/modeler', join(root, 'dist/apps/modeler')],
    ['/', join(root, 'dist/apps/desk')],
  ] as const) {
    const page = join(folder, 'index.html');
    server.use(mount, express.static(folder, { index: false, redirect: false, setHeaders: cacheHeaders }));
    server.use(mount, (request: Request, response: Response, next: NextFunction) => {
      const path = mount === '/' ? request.path : `${mount}${request.path}`;
      const isScreen =
        request.method === 'GET' && !/^\/api(\/|$)/.test(path) && !/\.\w+$/.test(path) && request.accepts('html');
      if (!isScreen || !existsSync(page)) return next();
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(page);
    });
  }
}

/** Vite puts a hash into the names of assets: they never change. */
function cacheHeaders(response: Response, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
