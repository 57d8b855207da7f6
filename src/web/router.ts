/** One typed router for every feature, so that `c.get('viewer')` means the same everywhere. */
import { Hono } from 'hono';
import type { Viewer } from '../auth/viewer.ts';

export interface AppEnv {
  Variables: {
    /** Set by the session guard; absent only on public pages. */
    viewer: Viewer;
    /** Reference number of this request, shown on error pages and in the log. */
    reference: string;
  };
}

export type Router = Hono<AppEnv>;

export function createRouter(): Router {
  return new Hono<AppEnv>();
}
