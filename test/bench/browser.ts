/** A clerk's browser for the load: one signed-in person, kept connections, forms read from the page that shows them. */

import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  location: string;
  text: string;
}

/** What every clerk's requests add up to. */
export class Tally {
  readonly milliseconds = new Map<string, number[]>();
  /** Answers that no clerk should ever see: 5xx, broken connections, pages that are missing. */
  readonly errors: string[] = [];
  /** Refused for a reason: a race that somebody else won. */
  readonly refusals: string[] = [];

  add(kind: string, spent: number): void {
    const known = this.milliseconds.get(kind) ?? [];
    known.push(spent);
    this.milliseconds.set(kind, known);
  }

  all(): number[] {
    return [...this.milliseconds.values()].flat();
  }
}

export interface Site {
  port: number;
  agent: Agent;
  tally: Tally;
}

/** One agent for all clerks, with a connection for each. */
export function openSite(port: number, clerks: number): Site {
  return { port, agent: new Agent({ keepAlive: true, maxSockets: clerks }), tally: new Tally() };
}

export class Clerk {
  private readonly site: Site;
  private readonly cookie: string;

  constructor(site: Site, sessionId: string) {
    this.site = site;
    this.cookie = `session=${sessionId}`;
  }

  get(kind: string, path: string): Promise<Answer> {
    return this.send(kind, 'GET', path, undefined);
  }

  /** Sends a form with a key of its own. True when it was accepted. */
  async post(kind: string, path: string, fields: Record<string, string>): Promise<Answer & { done: boolean }> {
    const body = new URLSearchParams({ idempotency_key: randomUUID(), ...fields }).toString();
    const answer = await this.send(kind, 'POST', path, body);
    const done = answer.status === 303;
    const { tally } = this.site;
    if (!done && !isError(answer.status)) tally.refusals.push(`${kind} ${answer.status} ${sentenceIn(answer.text)}`);
    return { ...answer, done };
  }

  private send(kind: string, method: string, path: string, body: string | undefined): Promise<Answer> {
    const { port, agent, tally } = this.site;
    const origin = `http://127.0.0.1:${port}`;
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body ?? ''),
    };
    const own = { origin, 'sec-fetch-site': 'same-origin', ...form };
    const headers = { cookie: this.cookie, ...(body === undefined ? {} : own) };
    const begun = performance.now();
    return new Promise((resolve) => {
      const finish = (answer: Answer) => {
        tally.add(kind, performance.now() - begun);
        if (isError(answer.status)) tally.errors.push(`${kind} ${path} ${answer.status} ${sentenceIn(answer.text)}`);
        resolve(answer);
      };
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const { statusCode: status = 0, headers: answered } = response;
          finish({ status, location: answered.location ?? '', text: Buffer.concat(parts).toString() });
        });
      });
      sent.on('error', (error) => finish({ status: 0, location: '', text: error.message }));
      sent.end(body);
    });
  }
}

/** No connection, a failure of the server, or an address that does not take this request. */
function isError(status: number): boolean {
  return status === 0 || status >= 500 || status === 404 || status === 405;
}

/** What the page says went wrong. */
function sentenceIn(page: string): string {
  const found =
    /class="notice"[^>]*data-tone="danger"[\s\S]*?<\/section>|<main[\s\S]*?<\/main>/.exec(page)?.[0] ?? page;
  return found
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Fields of the page whose names begin with `prefix`, with the values the page gave them. */
export function fieldsOf(page: string, prefix: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (name?.startsWith(prefix) && fields[name] === undefined) fields[name] = value;
  }
  return fields;
}

/** The version that the page's forms carry. */
export function versionOf(page: string): string {
  return fieldsOf(page, 'version').version ?? '1';
}

/** The document number at the end of an address. */
export function numberIn(location: string): string {
  return /(QY|PS)-\d{8}-\d+/.exec(location)?.[0] ?? '';
}
