/** Errors as pages or fragments in the reader's language, with a reference number; causes go to the log alone. */
import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Alone, BarePage } from '../../views/layout/bare-page.tsx';
import { ErrorMatter } from '../../views/layout/error-page.tsx';
import { namesComma } from '../../views/ui/format.ts';
import { Notice } from '../../views/ui/notice.tsx';
import { paths } from '../paths.ts';
import { preferencesOf, wordsFor } from './preferences.ts';
import { isFragment } from './render.tsx';
import { type AppContext, type AppEnv, viewerOf } from './router.ts';
import type { AssetUrls } from './static.ts';
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

interface ErrorOptions {
  assets: AssetUrls;
  log?: LogLine;
}

interface ErrorAnswers {
  onError: ErrorHandler<AppEnv>;
  notFound: NotFoundHandler<AppEnv>;
  /** For hono's `methodNotAllowed({ app, onMethodNotAllowed })`. */
  notAllowed: (c: AppContext, methods: readonly string[]) => Promise<Response>;
}

/** For `app.onError` and `app.notFound`: expected failures keep their status, all else is a logged, silent 500. */
export function errorAnswers({ assets, log = toStandardError }: ErrorOptions): ErrorAnswers {
  const answer = answerWith(assets);
  return {
    notFound: (c) => answer(c, 404, 'notFound'),
    notAllowed: async (c, methods) => {
      c.header('Allow', methods.join(', '));
      return answer(c, 405, 'notAllowed');
    },
    onError: (error, c) => {
      if (error instanceof WebError) return answer(c, error.status, error.kind, textOf(c, error));
      if (error instanceof HTTPException && error.status < 500) {
        for (const [name, value] of error.res?.headers ?? []) {
          if (name === 'allow' || name === 'retry-after') c.header(name, value);
        }
        const status = error.status as ContentfulStatusCode;
        return answer(c, status, KINDS[status] ?? 'refused');
      }
      log(logLine(c, error));
      return answer(c, 500, 'broken');
    },
  };
}

/** What the error says for itself; who may do it is told where the guard knows. */
function textOf(c: AppContext, { kind, text, roles }: WebError): string | undefined {
  if (roles.length === 0) return text;
  const t = wordsFor(c);
  const named = roles.map((role) => t.roles[role]).join(namesComma(t));
  const said = text ?? t.errors[kind].text;
  return `${said}${t.language === 'zh' ? '' : ' '}${t.errors.needsRole(named)}`;
}

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

/** A page inside the frame, or alone without a person or when the frame may fail too; fragments speak in #flash. */
function answerWith(assets: AssetUrls) {
  return async (c: AppContext, status: ContentfulStatusCode, kind: ErrorKind, text?: string): Promise<Response> => {
    const t = wordsFor(c);
    const { title, text: usual } = t.errors[kind];
    const reference = c.get('reference');
    c.header('Vary', 'HX-Request-Type');
    if (isFragment(c)) return speakInFlash(c, status, { title, text: text ?? usual, reference });
    const matter = <ErrorMatter t={t} title={title} text={text ?? usual} reference={reference} />;
    if (viewerOf(c) !== undefined && status < 500) {
      c.status(status);
      try {
        return await c.render(matter, { title });
      } catch {
        // The frame asks for counts, and what answers them may be what failed: the page then goes out without it
      }
    }
    const page = (
      <BarePage t={t} theme={preferencesOf(c).theme} title={title} assets={assets}>
        <Alone t={t} here={paths.home()}>
          {matter}
        </Alone>
      </BarePage>
    );
    return c.html(`<!doctype html>${await page.toString()}`, status);
  };
}

function speakInFlash(
  c: AppContext,
  status: ContentfulStatusCode,
  said: { title: string; text: string; reference: string },
): Response | Promise<Response> {
  c.header('HX-Retarget', '#flash');
  c.header('HX-Reswap', 'innerHTML');
  const notice = (
    <Notice tone="danger" title={said.title} role="alert">
      <p>{said.text}</p>
      <p>
        <small>{wordsFor(c).errors.reference(said.reference)}</small>
      </p>
    </Notice>
  );
  return c.html(notice, status);
}
