/** An answer of the API: status, parsed body, and the headers a spec may look at. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Talks to the API as one person. `any` body types are the spec's to narrow. */
export class Client {
  private constructor(
    private readonly base: string,
    private readonly token: string | null,
    private readonly language: string,
  ) {}

  static anonymous(base: string, language = 'en'): Client {
    return new Client(base, null, language);
  }
  /** Logs in with the demo password, or throws with the answer. */
  static async as(base: string, username: string, password = 'pledge-demo', language = 'en'): Promise<Client> {
    const answer = await Client.anonymous(base).post<{ accessToken: string }>('/api/auth/login', {
      username,
      password,
    });
    if (answer.status >= 300) throw new Error(`login ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new Client(base, answer.body.accessToken, language);
  }

  get accessToken(): string | null {
    return this.token;
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }
  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }
  patch<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body);
  }
  put<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body);
  }
  delete<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, body);
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        'accept-language': this.language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: (json && text ? JSON.parse(text) : text) as T, headers: response.headers };
  }
}
