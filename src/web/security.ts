/** What every request and answer must keep: own origin for acts, strict headers, nothing stored by browsers. */
import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { CookieOptions } from 'hono/utils/cookie';
import { paths } from '../paths.ts';
import type { AppContext, AppEnv, WebSettings } from './router.ts';
import { WebError } from './web-error.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

const HEADERS: Record<string, string> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  // same-origin, not no-referrer: with the latter browsers send `Origin: null` on our own forms
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Devices push here by their token and without a session: there is nothing that a page of others could abuse. */
const BY_TOKEN = new Set<string>([paths.readingPush()]);
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

/**
 * The first middleware. Gives the request its reference number and settings, refuses acts from other origins (403)
 * and bodies that are no forms (415), and puts the headers on every answer, errors included.
 */
export function security(settings: WebSettings): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('webSettings', settings);
    c.set('reference', randomBytes(5).toString('hex').toUpperCase());
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    if (isHttps(settings)) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    // Errors thrown here pass by the line at the end
    c.header('Cache-Control', 'no-store');
    // PostgreSQL cannot even look for U+0000: nothing has such an address
    if (/%00/.test(c.req.url)) throw new WebError(404, 'notFound');
    if (!SAFE_METHODS.has(c.req.method) && !BY_TOKEN.has(c.req.path)) {
      if (!comesFromHere(c)) throw new WebError(403, 'foreignOrigin');
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
      if (type !== undefined && !FORM_TYPES.has(type)) throw new WebError(415, 'wrongType');
    }
    await next();
  };
}

/**
 * Whether an unsafe request was made by a page of ours. Browsers send `Sec-Fetch-Site` on https and localhost and
 * `Origin` everywhere; a request with neither is refused.
 */
export function comesFromHere(c: AppContext): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && hostOf(origin) === ownHost(c);
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

function ownHost(c: AppContext): string {
  const settings = c.get('webSettings');
  if (settings.publicUrl !== undefined) return new URL(settings.publicUrl).host;
  const forwarded = isBehindProxy(c) ? c.req.header('x-forwarded-host') : undefined;
  return forwarded ?? c.req.header('host') ?? new URL(c.req.url).host;
}

export function isHttps(settings: WebSettings): boolean {
  return settings.publicUrl?.startsWith('https:') ?? false;
}

function peerAddress(c: AppContext): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return bindings?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
}

function isBehindProxy(c: AppContext): boolean {
  const { trustedProxy } = c.get('webSettings');
  return trustedProxy !== undefined && peerAddress(c) === trustedProxy;
}

/** The address of the person's machine: the last entry of X-Forwarded-For when the peer is the configured proxy. */
export function clientAddress(c: AppContext): string {
  const forwarded = isBehindProxy(c) ? c.req.header('x-forwarded-for') : undefined;
  return forwarded?.split(',').at(-1)?.trim() || peerAddress(c);
}

/** `__Host-name` on https: the browser then keeps it to this host, this path and secure connections. */
export function cookieName(settings: WebSettings, name: string): string {
  return isHttps(settings) ? `__Host-${name}` : name;
}

/** HttpOnly, Lax, whole site; Secure on https. `maxAge` in seconds, a session cookie without it. */
export function cookieOptions(settings: WebSettings, maxAge?: number): CookieOptions {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(settings),
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}
