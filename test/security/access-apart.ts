/** Addresses that the table of access leaves to tests of their own, and middleware that is no address. */

/** Proved one by one elsewhere: assets are for all, the stream does not end, the rest are acts on oneself. */
export const APART = [
  'GET /assets/:version/:name',
  'GET /favicon.ico',
  // The application on a phone: nothing of anyone's
  'GET /worker.js',
  'GET /manifest.webmanifest',
  'GET /offline',
  'GET /events',
  // By the token of a device, and judged by itself
  'POST /api/readings',
  // By the code on a paper, and by nobody's session
  'GET /check',
  'POST /check',
  'GET /check/:number/:code',
  'POST /login',
  'POST /demo-session',
  'POST /logout',
  'POST /preferences',
  'POST /verification',
];
/** Middleware that hono lists as routes. */
export const WATCHERS = ['GET /stock/:organisation{[A-Z0-9]+}/*'];
