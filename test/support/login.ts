/**
 * A browser without script: it keeps cookies, sends forms from our own origin and does not follow redirects by
 * itself.
 */
import { paths } from '../../src/paths.ts';
import type { Router } from '../../src/web/router.ts';
import { ORIGIN } from './app.ts';
import { TEST_PASSWORD } from './build.ts';

export interface Answer {
  status: number;
  /** Where a redirect leads. */
  location: string | null;
  headers: Headers;
  text: string;
}

export type Fields = Record<string, string | string[] | File>;

export class Browser {
  private readonly app: Router;
  readonly cookies = new Map<string, string>();

  constructor(app: Router) {
    this.app = app;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Sends a form; a `File` among the fields makes it multipart. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const entries = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as const),
    );
    const origin = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin', ...headers };
    if (entries.some(([, value]) => value instanceof File)) {
      const body = new FormData();
      for (const [name, value] of entries) body.append(name, value);
      return this.send(path, { method: 'POST', body, headers: origin });
    }
    const body = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.send(path, { method: 'POST', body, headers: { ...type, ...origin } });
  }

  /** A GET of where the answer leads. */
  async follow(answer: Answer): Promise<Answer> {
    if (answer.location === null) throw new Error(`no redirect: ${answer.status} ${answer.text.slice(0, 500)}`);
    return this.get(answer.location);
  }

  private async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = cookie === '' ? init.headers : { ...init.headers, Cookie: cookie };
    const response = await this.app.request(`${ORIGIN}${path}`, { ...init, headers });
    this.keepCookies(response);
    const text = await response.text();
    return { status: response.status, location: response.headers.get('location'), headers: response.headers, text };
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (rest.some((part) => part.toLowerCase() === 'max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Signs in through the real login form. Throws when the door does not open. */
export async function signIn(app: Router, login: string, password: string = TEST_PASSWORD): Promise<Browser> {
  const browser = new Browser(app);
  const answer = await browser.post(paths.login(), { account: login, password });
  if (answer.status !== 303)
    throw new Error(`${login} could not sign in: ${answer.status} ${answer.text.slice(-2000)}`);
  return browser;
}
