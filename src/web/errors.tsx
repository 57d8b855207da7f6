/** Errors as pages or fragments in the reader's language, with a reference number; what failed goes to the log alone. */
import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ErrorPage } from '../../views/layout/error-page.tsx';
import { Notice } from '../../views/ui/notice.tsx';
import { preferencesOf, wordsFor } from './preferences.ts';
import { isFragment } from './render.tsx';
import { type AppContext, type AppEnv, viewerOf } from './router.ts';
import { type ErrorKind, WebError } from './web-error.ts';

const KINDS: Partial<Record<number, ErrorKind>> = {
  403: 'forbidden',
  404: 'notFound',
  405: 'notAllowed',
  413: 'tooLarge',
  415: 'wrongType',
  429: 'tooMany',
};

/** One line of the log. */
export type LogLine = (line: string) => void;

const toStandardError: LogLine = (line) => process.stderr.write(`${line}\n`);

/** For `app.onError`: expected failures keep their status, everything else is a logged 500 without a trace shown. */
export function onError(log: LogLine = toStandardError): ErrorHandler<AppEnv> {
  return async (error, c) => {
    if (error instanceof WebError) return answer(c, error.status, error.kind, error.text);
    if (error instanceof HTTPException) {
      for (const [name, value] of error.res?.headers ?? []) {
        if (name === 'allow' || name === 'retry-after') c.header(name, value);
      }
      const status = error.status as ContentfulStatusCode;
      if (status < 500) return answer(c, status, KINDS[status] ?? 'refused');
    }
    log(logLine(c, error));
    return answer(c, 500, 'broken');
  };
}

/** For `app.notFound`. */
export const notFound: NotFoundHandler<AppEnv> = (c) => answer(c, 404, 'notFound');

function logLine(c: AppContext, error: Error): string {
  return JSON.stringify({
    level: 'error',
    reference: c.get('reference'),
    method: c.req.method,
    path: c.req.path,
    user: viewerOf(c)?.userId,
    error: error.name,
    message: error.message,
    cause: error.cause instanceof Error ? error.cause.message : undefined,
    stack: error.stack
      ?.split('\n')
      .slice(1, 8)
      .map((line) => line.trim()),
  });
}

/** Full requests get a page alone; fragments leave the page as it is and speak in the flash area. */
async function answer(c: AppContext, status: ContentfulStatusCode, kind: ErrorKind, text?: string): Promise<Response> {
  const t = wordsFor(c);
  const words = t.common.errors[kind];
  const reference = c.get('reference');
  c.header('Vary', 'HX-Request-Type');
  if (isFragment(c)) {
    c.header('HX-Retarget', '#flash');
    c.header('HX-Reswap', 'innerHTML');
    const notice = (
      <Notice tone="danger" title={words.title} role="alert">
        <p>{text ?? words.text}</p>
        <p>
          <small>{t.common.errors.reference(reference)}</small>
        </p>
      </Notice>
    );
    return c.html(notice, status);
  }
  const page = (
    <ErrorPage
      t={t}
      theme={preferencesOf(c).theme}
      title={words.title}
      text={text ?? words.text}
      reference={reference}
      assets={c.get('assets')}
    />
  );
  return c.html(`<!doctype html>${await page.toString()}`, status);
}
