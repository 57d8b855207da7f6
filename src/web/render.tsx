/** One renderer for pages and fragments: `c.render(<Page/>, { title, active })` answers either. */
import type { MiddlewareHandler } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { BarePage } from '../../views/layout/bare-page.tsx';
import { FlashNotice } from '../../views/layout/flash.tsx';
import type { NavCounts, NavKey } from '../../views/layout/navigation.ts';
import { Page } from '../../views/layout/page.tsx';
import { ErrorSummary } from '../../views/ui/error-summary.tsx';
import { type Flash, takeFlash } from './flash.ts';
import { preferencesOf, wordsFor } from './preferences.ts';
import { type AppContext, type AppEnv, viewerOf } from './router.ts';
import type { AssetUrls } from './static.ts';

export interface PageProps {
  /** Stands in the tab; the page writes its own heading. */
  title: string;
  /** The navigation entry that is lit. */
  active?: NavKey;
  /** Printed on its side: wide grids. */
  landscape?: boolean;
  /** The frame of the login page: no navigation, the children fill the window. */
  bare?: boolean;
  /** Its last state may be read on a phone without a network: the lists and forms of who works away from it. */
  offline?: boolean;
}

declare module 'hono' {
  interface ContextRenderer {
    // An interface, not a type: hono merges its renderer type through it
    (content: JSX.Element, props: PageProps): Promise<Response>;
  }
}

export interface LayoutData {
  /** Numbers that wait, shown in the navigation. */
  counts: NavCounts;
}

interface PagesOptions {
  assets: AssetUrls;
  /** What the frame needs and this layer cannot know; asked once for each full page of a signed-in person. */
  layoutData: (c: AppContext) => Promise<LayoutData>;
}

/** True when htmx wants only the region it will swap; boosted navigation asks for the whole page. */
export function isFragment(c: AppContext): boolean {
  return c.req.header('hx-request-type') === 'partial';
}

/**
 * True when no person asked for this answer: a region that brings itself up to date, a page that the phone keeps for
 * later. A message is for the page that its person opens next; said to such an answer it would be lost.
 */
function isUnasked(c: AppContext): boolean {
  return c.req.header('Unasked') !== undefined;
}

/** Gives the context its renderer; must stand before every route that renders. */
export function pages(options: PagesOptions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.setRenderer(async (shown, props) => {
      c.header('Vary', 'HX-Request-Type');
      const content = await withRefusal(c, shown);
      const flash = isUnasked(c) ? undefined : takeFlash(c);
      if (isFragment(c)) return c.html(await fragment(content, flash));
      return c.html(`<!doctype html>${await fullPage(c, options, content, props, flash)}`);
    });
    await next();
  };
}

/**
 * A page whose state has moved on no longer has the form that was refused: its sentence then stands above the page,
 * so that nobody believes that it was done.
 */
async function withRefusal(c: AppContext, content: JSX.Element): Promise<JSX.Element> {
  const refused = c.get('refused');
  if (refused === undefined) return content;
  const sentences = [...refused.formErrors, ...Object.values(refused.errors)];
  const page = String(await content.toString());
  // As the page would write it
  const written = await Promise.all(sentences.map(async (one) => String(await (<p>{one}</p>).toString()).slice(3, -4)));
  if (written.some((one) => page.includes(one))) return content;
  return (
    <>
      <ErrorSummary t={wordsFor(c)} form={{ values: {}, errors: {}, formErrors: sentences }} />
      {content}
    </>
  );
}

/** The content alone; a waiting message goes to its own region beside it. */
async function fragment(content: JSX.Element, flash: Flash | undefined): Promise<string> {
  const body = String(await content.toString());
  if (flash === undefined) return body;
  const message = (
    <hx-partial hx-target="#flash">
      <FlashNotice flash={flash} />
    </hx-partial>
  );
  return body + String(await message.toString());
}

async function fullPage(
  c: AppContext,
  options: PagesOptions,
  content: JSX.Element,
  props: PageProps,
  flash: Flash | undefined,
): Promise<string> {
  const viewer = viewerOf(c);
  const frame = { t: wordsFor(c), theme: preferencesOf(c).theme, title: props.title, assets: options.assets };
  if (viewer === undefined || props.bare) {
    const page = (
      <BarePage {...frame} flash={flash}>
        {content}
      </BarePage>
    );
    return String(await page.toString());
  }
  const url = new URL(c.req.url);
  const { counts } = await options.layoutData(c);
  const page = (
    <Page
      {...frame}
      viewer={viewer}
      active={props.active}
      landscape={props.landscape}
      offline={props.offline}
      counts={counts}
      flash={flash}
      here={url.pathname + url.search}
    >
      {content}
    </Page>
  );
  return String(await page.toString());
}
