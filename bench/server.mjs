/** The built product as a server for benchmarks, and one request to it. */
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request; JSON in and out. @throws Error for an answer of 300 and more. */
export function call(port, token, method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
          ...headers,
        },
      },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const content = Buffer.concat(parts).toString();
          if (response.statusCode >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${content}`));
          else resolve(content === '' ? {} : JSON.parse(content));
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** The built product with demo data on that database, in a process of its own. */
export async function startServer(databaseUrl, environment = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, [join('dist', 'apps', 'api', 'server', 'main.js')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      PLEDGE_DEMO: '1',
      SESSION_SECRET: 'bench-session-secret-0123456789abcdef',
      ...environment,
    },
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const ready = await call(port, null, 'GET', '/api/ready').then(
      () => true,
      () => false,
    );
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
