/**
 * Forms marked `data-outbox` are written down on the phone before they are sent, and stay there until the server has
 * answered: without a network nothing is lost, and with one nothing is sent twice. Pages work without this file.
 */
(() => {
  const { outboxStore: store, outboxSend: sender, outboxView: view } = window;
  const { PASSING } = store;
  const FORM = 'form[data-outbox]';
  const RETRY_MS = 30_000;
  const KEY = 'idempotency_key';
  let works = 'indexedDB' in window;
  let sent = [];
  let stopped;
  let asking;
  let typed = false;

  const place = () => document.getElementById('outbox');
  const wordsOf = (box) => JSON.parse(box.dataset.words);
  const keptAt = () => Number(document.body.dataset.keptAt ?? 0);

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /* What is shown --------------------------------------------------------- */

  function addressOf(entry) {
    const mark = `#kept-${entry.id}`;
    if (entry.reopen !== 'query') return entry.page + mark;
    const typed = entry.fields.filter(([name, value]) => !PASSING.has(name) && typeof value === 'string');
    return `${entry.action}?${new URLSearchParams(typed)}${mark}`;
  }

  /** A thing of which an entry waits is not entered again. */
  function cover(waiting) {
    const groups = new Set(waiting.map(({ group }) => group).filter(Boolean));
    const words = wordsOf(place());
    for (const form of document.querySelectorAll(`${FORM}[data-outbox-group]`)) {
      const is = groups.has(form.dataset.outboxGroup);
      if (is && !form.hidden) {
        const told = view.notice({ tone: 'info', sign: 'i-info', title: words.here });
        told.dataset.outboxCover = 'yes';
        form.before(told);
      } else if (!is && form.hidden) form.previousElementSibling?.remove();
      form.hidden = is;
    }
  }

  async function render() {
    const box = place();
    if (box === null || !works) return;
    const entries = await store.all();
    const { person = '', name = '', login } = box.dataset;
    const own = entries.filter((entry) => entry.person === person);
    const waiting = own.filter(({ state }) => state !== 'refused');
    const refused = own.filter(({ state }) => state === 'refused');
    const others = entries.filter((entry) => entry.person !== person);
    const acts = { send: () => flush(), addressOf, drop, stay, leave };
    const words = wordsOf(box);
    view.show(box, { words, waiting, refused, others, sent, stopped, name, login, keptAt: keptAt(), asking, acts });
    cover(waiting);
  }

  async function drop(entry) {
    await store.remove(entry.id);
    await render();
  }

  /* Writing down and sending ----------------------------------------------- */

  const saidIn = (fields) =>
    JSON.stringify(
      fields
        .filter(([name]) => !PASSING.has(name))
        .map(([name, value]) => [name, typeof value === 'string' ? value : value.size]),
    );

  function detailOf(form) {
    const { outboxNames: name } = form.dataset;
    const chosen = name && form.querySelector(`input[name="${name}"]:checked`);
    return chosen ? (chosen.closest('label')?.querySelector('b')?.textContent ?? '') : '';
  }

  /** A page from the phone has the same key each time it is opened: other words get a key of their own. */
  async function keyFor(key, said) {
    const before = await store.saidBy(key);
    return before === undefined || before === said ? key : newKey();
  }

  async function writeDown(form, submitter) {
    const { person, name } = place().dataset;
    const data = new FormData(form);
    if (submitter?.name) data.append(submitter.name, submitter.value);
    const typed = [...data].filter(([, value]) => typeof value === 'string' || value.size > 0);
    const said = saidIn(typed);
    const key = await keyFor(data.get(KEY), said);
    const fields = typed.map(([field, value]) => [field, field === KEY ? key : value]);
    const action = new URL(form.action).pathname;
    // Pressed twice: the same words that wait already
    const same = (entry) => entry.key === key || (entry.action === action && entry.said === said);
    const waiting = (await store.all()).filter((entry) => entry.person === person && entry.state === 'waiting');
    const known = waiting.find(same);
    if (known !== undefined) return known;
    const { outbox: what, outboxGroup: group, outboxReopen: reopen } = form.dataset;
    const page = location.pathname + location.search;
    const multipart = form.enctype === 'multipart/form-data';
    const entry = { key, person, name, what, detail: detailOf(form), group, reopen, page, action, multipart };
    const whole = { ...entry, fields, said, at: Date.now(), state: 'sending' };
    whole.id = await store.add(whole);
    await store.use(key, said);
    if (form.dataset.replaces) await store.remove(Number(form.dataset.replaces));
    return whole;
  }

  /** The refused page in place of this one, as the browser would have shown it. */
  function showRefused(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const main = page.getElementById('main');
    document.title = page.title;
    const own = document.getElementById('main');
    own.replaceChildren(...main.childNodes);
    window.htmx?.process(own);
    window.scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent('outbox:shown'));
  }

  function keepForLater(form) {
    form.reset();
    typed = false;
    form.elements[KEY].value = newKey();
    delete form.dataset.replaces;
    if (location.hash.startsWith('#kept-')) history.replaceState(null, '', location.pathname + location.search);
    // What was looked up for the first has nothing to do with the next; the phone has the page
    const has = !navigator.onLine && navigator.serviceWorker?.controller;
    if (has && form.dataset.outboxReopen === 'query') location.assign(form.action);
  }

  async function take(form, submitter) {
    const entry = await writeDown(form, submitter);
    const before = await sender.flush(entry.person);
    const answer = before.stopped ? { state: before.stopped } : await sender.send(entry, false);
    sent.push(...before.sent);
    if (answer.state === 'done') {
      await store.remove(entry.id);
      location.assign(answer.to);
      return;
    }
    if (answer.state === 'refused') {
      await store.remove(entry.id);
      showRefused(answer.html);
    } else {
      await store.put({ ...entry, state: 'waiting' });
      stopped = answer.state;
      keepForLater(form);
    }
    await render();
    if (answer.state !== 'refused') place().scrollIntoView({ block: 'center' });
  }

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !works || !form.matches(FORM) || form.dataset.plain) return;
    if (!place()?.dataset.person) return;
    // Looking for something is not sending it
    if (submitter?.hasAttribute('formaction') || submitter?.hasAttribute('formmethod')) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 'yes';
    take(form, submitter)
      .catch(() => {
        // The phone has no room to write it down: the browser sends it as ever
        form.dataset.plain = 'yes';
        form.requestSubmit(submitter ?? undefined);
      })
      .finally(() => {
        delete form.dataset.busy;
        form.classList.remove('sending');
      });
  });

  async function flush() {
    const { person } = place()?.dataset ?? {};
    if (!works || !person) return;
    const waits = (await store.all()).some((entry) => entry.person === person && entry.state !== 'refused');
    if (!waits) return;
    const result = await sender.flush(person);
    ({ stopped } = result);
    sent = [...sent, ...result.sent];
    // The page showed the thing as it was before
    const moved = result.sent.some(({ group, page }) => group && page === location.pathname + location.search);
    if (moved && !typed) location.reload();
    else await render();
  }

  /* Signing out -------------------------------------------------------------- */

  function stay() {
    asking = undefined;
    render();
  }

  async function leave(drops) {
    const { form, own } = asking;
    if (drops) for (const entry of own) await store.remove(entry.id);
    form.dataset.asked = 'yes';
    form.requestSubmit();
  }

  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    const { person, logout } = place()?.dataset ?? {};
    if (!works || !person || form.dataset.asked || new URL(form.action).pathname !== logout) return;
    event.preventDefault();
    store.all().then((entries) => {
      const own = entries.filter((entry) => entry.person === person);
      form.classList.remove('sending');
      if (own.length > 0) {
        asking = { form, own, n: own.length };
        // On a phone the menu lies over the question
        if (location.hash === '#navigation') location.hash = '#main';
        render().then(() => place().scrollIntoView({ block: 'center' }));
        return;
      }
      form.dataset.asked = 'yes';
      form.requestSubmit();
    });
  });

  async function begin() {
    if (place() === null) return;
    await store.all().catch(() => {
      works = false;
    });
    if (keptAt() > 0) document.getElementById('flash')?.replaceChildren();
    await window.outboxReopen(works);
    await render();
    await flush();
  }

  document.addEventListener('input', () => {
    typed = true;
  });
  window.addEventListener('online', flush);
  window.addEventListener('pageshow', flush);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush());
  setInterval(flush, RETRY_MS);
  begin();
})();
