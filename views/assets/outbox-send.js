/** Sends entries one after another and says what became of each; the server answers the same key the same way. */
(() => {
  const PATIENCE_MS = 30_000;
  /** A page that was closed while it sent leaves its entry behind; it is taken up after this. */
  const ABANDONED_MS = 60_000;

  function bodyOf({ fields, multipart }) {
    const body = multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of fields) {
      // The only field that speaks of the sending itself
      body.append(name, name === 'deviceSentAt' && value !== '' ? String(Date.now()) : value);
    }
    return body;
  }

  /** The sentence of a refused form: its summary, or what the page says above all else. */
  function sentenceOf(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const place = page.querySelector('[data-error-summary]') ?? page.querySelector('main [role="alert"], main .notice');
    const lines = [...(place?.querySelectorAll('li, p') ?? [])].map((one) => one.textContent.trim());
    const said = lines.filter((line) => line !== '').join(' ');
    return (said || place?.textContent || page.querySelector('main h1, main h2')?.textContent || '').trim();
  }

  /** `offline`, or what the server says: done, refused, later, signed-out, other-person. */
  async function send(entry, late) {
    const times = late && { 'Outbox-Told-At': String(entry.at), 'Outbox-Sent-At': String(Date.now()) };
    try {
      const answer = await fetch(entry.action, {
        method: 'POST',
        body: bodyOf(entry),
        redirect: 'manual',
        headers: { 'Outbox-Person': entry.person, ...times },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      // What does not say this was answered by something between here and the server
      const state = answer.headers.get('Outbox-State') ?? 'later';
      if (state !== 'refused') return { state, to: answer.headers.get('Outbox-To') };
      const html = await answer.text();
      return { state, html, said: sentenceOf(html) };
    } catch {
      return { state: 'offline' };
    }
  }

  const isDue = (entry) =>
    entry.state === 'waiting' || (entry.state === 'sending' && Date.now() - entry.at > ABANDONED_MS);

  /** Everything of that person that waits, in order; stops where the way is shut and says why. */
  async function sendAll(person) {
    const store = window.outboxStore;
    const sent = [];
    for (const entry of (await store.all()).filter((one) => one.person === person && isDue(one))) {
      const answer = await send(entry, true);
      if (answer.state === 'done') {
        await store.remove(entry.id);
        const { what, detail, group, page } = entry;
        sent.push({ what, detail, group, page, to: answer.to });
      } else if (answer.state === 'refused') {
        await store.put({ ...entry, state: 'refused', said: answer.said });
      } else return { sent, stopped: answer.state };
    }
    return { sent };
  }

  let running;

  /** Two pages of one phone take turns where the browser can; the server holds where it cannot. */
  function flush(person) {
    const inTurn = () => (navigator.locks ? navigator.locks.request('outbox', () => sendAll(person)) : sendAll(person));
    // Who comes while it runs learns how it ends, but not once more what was sent
    if (running !== undefined) return running.then((result) => ({ sent: [], stopped: result.stopped }));
    running = inTurn().finally(() => {
      running = undefined;
    });
    return running;
  }

  window.outboxSend = { send, flush };
})();
