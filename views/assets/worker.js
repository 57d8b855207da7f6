/** Keeps assets and the last lists of one person on the phone, so that they can be read where there is no network. */
const ASSETS = 'assets';
const PAGES = 'pages';
const OWNER = '/kept-owner';
const OFFLINE = '/offline';
/** Who signs in or out takes nothing of anybody along. */
const DOORS = new Set(['/login', '/logout', '/demo-session']);
const KEPT_FOR = /<body data-kept-for="(\d+)"/;
/** What is fetched beforehand is not fetched again for so long. */
const FRESH_MS = 5 * 60_000;
let turn = 0;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

function forget() {
  turn += 1;
  return caches.delete(PAGES);
}

/** The pages of this person alone: those of whoever was here before go. */
async function pagesOf(person) {
  const pages = await caches.open(PAGES);
  const owner = await (await pages.match(OWNER))?.text();
  if (owner === person) return pages;
  if (owner !== undefined) await caches.delete(PAGES);
  const own = await caches.open(PAGES);
  await own.put(OWNER, new Response(person));
  return own;
}

const isPage = (answer) => answer.ok && (answer.headers.get('content-type') ?? '').startsWith('text/html');

/** A page that says for whom it may be kept; the moment it is as of is written into it. */
async function keep(address, answer, began) {
  if (!isPage(answer) || answer.redirected) return;
  const text = await answer.text();
  const person = KEPT_FOR.exec(text)?.[1];
  if (person === undefined || began !== turn) return;
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
  const dated = text.replace('<body data-kept-for', `<body data-kept-at="${Date.now()}" data-kept-for`);
  const pages = await pagesOf(person);
  if (began === turn) await pages.put(address, new Response(dated, { headers }));
}

async function keepAsset(request, answer) {
  if (!answer.ok) return;
  const assets = await caches.open(ASSETS);
  const name = new URL(request.url ?? request, self.location.origin).pathname.split('/').at(-1);
  for (const old of await assets.keys()) {
    if (new URL(old.url).pathname.endsWith(`/${name}`)) await assets.delete(old);
  }
  await assets.put(request, answer);
}

async function asset(event) {
  const { request } = event;
  const assets = await caches.open(ASSETS);
  const kept = await assets.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  try {
    const answer = await fetch(request);
    event.waitUntil(keepAsset(request, answer.clone()));
    return answer;
  } catch {
    // A kept page names the version of its time; what is here now serves it better than nothing
    const name = new URL(request.url).pathname.split('/').at(-1);
    const [other] = (await assets.keys()).filter(({ url }) => new URL(url).pathname.endsWith(`/${name}`));
    return (other && (await assets.match(other, { ignoreVary: true }))) ?? Response.error();
  }
}

async function keptPage(address) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(address, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const assets = await caches.open(ASSETS);
  return (await assets.match(OFFLINE, { ignoreVary: true })) ?? Response.error();
}

async function page(event, address) {
  const began = turn;
  try {
    const answer = await fetch(event.request);
    if (isPage(answer)) event.waitUntil(keep(address, answer.clone(), began));
    return answer;
  } catch {
    return keptPage(address);
  }
}

async function fetchBeforehand(address) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(address, { ignoreVary: true });
  const at = Number(/data-kept-at="(\d+)"/.exec((await kept?.text()) ?? '')?.[1] ?? 0);
  if (Date.now() - at < FRESH_MS) return;
  const began = turn;
  try {
    // Nobody reads it now: a message that waits for its person is not for this answer
    await keep(address, await fetch(address, { headers: { Unasked: '1' } }), began);
  } catch {
    // No network: what is here stays
  }
}

async function fetchAssets(addresses) {
  const assets = await caches.open(ASSETS);
  for (const address of addresses) {
    if (address !== OFFLINE && (await assets.match(address, { ignoreVary: true })) !== undefined) continue;
    try {
      await keepAsset(address, await fetch(address));
    } catch {
      // No network: next time
    }
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST' && DOORS.has(pathname)) event.waitUntil(forget());
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(event));
  else if (request.mode === 'navigate') event.respondWith(page(event, pathname + search));
});

/** A page says what it needs and what is likely to be needed on the road. */
self.addEventListener('message', (event) => {
  const { assets = [], pages = [] } = event.data;
  const all = async () => {
    await fetchAssets(assets);
    for (const address of pages) await fetchBeforehand(address);
    event.ports[0]?.postMessage('kept');
  };
  event.waitUntil(all());
});
