/** One typed router for every feature, so that `c.get('viewer')` means the same everywhere. */
import { type Context, Hono } from 'hono';
import type { Viewer } from '../auth/viewer.ts';
import type { Settings } from '../env.ts';
import type { FormState } from './form.ts';

/** The part of the settings that requests need. */
export type WebSettings = Pick<Settings, 'publicUrl' | 'trustedProxy' | 'production'>;

export interface AppEnv {
  Variables: {
    /** Set by the session guard; absent only on public pages. */
    viewer: Viewer;
    /** Reference number of this request, shown on error pages and in the log. */
    reference: string;
    /** Set by `security`, the first middleware. */
    webSettings: WebSettings;
    /** The form that was refused by this request, so that its sentence is said even where the form is gone. */
    refused?: FormState;
  };
}

export type Router = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;

export function createRouter(): Router {
  return new Hono<AppEnv>();
}

/** The signed-in person, or undefined on public pages and before the guard has run. */
export function viewerOf(c: AppContext): Viewer | undefined {
  return c.get('viewer') as Viewer | undefined;
}
