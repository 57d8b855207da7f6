/** The list of what waits on this phone, as each page shows it. */
(() => {
  const fill = (sentence, given = {}) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(given[name] ?? ''));

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  function icon(name) {
    const space = 'http://www.w3.org/2000/svg';
    const drawing = document.createElementNS(space, 'svg');
    drawing.setAttribute('class', 'icon');
    drawing.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(space, 'use');
    use.setAttribute('href', `#${name}`);
    drawing.append(use);
    return drawing;
  }

  const button = (label, act) =>
    element('button', { type: 'button', className: 'button small', textContent: label, onclick: act });

  const link = (label, href) => element('a', { className: 'button small', href, textContent: label });

  function notice({ tone, sign, title, buttons = [] }, ...children) {
    const made = element('section', { className: 'notice' }, icon(sign));
    made.dataset.tone = tone;
    made.append(element('div', {}, element('h2', { textContent: title }), ...children));
    if (buttons.length > 0) made.append(element('div', { className: 'buttons' }, ...buttons));
    return made;
  }

  /** Hours and minutes; the day before them when it is another. */
  function timeText(at) {
    const then = new Date(at);
    const two = (number) => String(number).padStart(2, '0');
    const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
    if (then.toDateString() === new Date().toDateString()) return time;
    return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${time}`;
  }

  const nameOf = ({ what, detail }) => [what, detail].filter(Boolean).join(' ');

  function line(words, entry, ...more) {
    const told = element('small', { textContent: fill(words.at, { time: timeText(entry.at) }) });
    return element('li', {}, element('b', { textContent: nameOf(entry) }), ' ', told, ...more);
  }

  /** Asks once more before it is gone. */
  function dropButton(words, drop) {
    const made = button(words.drop, () => {
      if (made.dataset.asked) return drop();
      made.dataset.asked = 'yes';
      made.textContent = words.dropSure;
    });
    return made;
  }

  function waitingNotice({ words, waiting, stopped, name, login, acts }) {
    if (waiting.length === 0) return null;
    const why = {
      'signed-out': words.signedOut,
      'other-person': fill(words.otherPerson, { name }),
      later: words.later,
    }[stopped];
    const title = fill(words.waiting, { n: waiting.length });
    const next = `${login}?next=${encodeURIComponent(location.pathname + location.search)}`;
    const buttons = stopped === 'signed-out' ? [link(words.signIn, next)] : [button(words.sendNow, acts.send)];
    const lines = waiting.map((entry) => line(words, entry));
    return notice(
      { tone: why ? 'warn' : 'info', sign: 'i-info', title, buttons },
      element('p', { textContent: why ?? words.waitingText }),
      element('ul', {}, ...lines),
    );
  }

  function refusedNotice({ words, refused, acts }) {
    if (refused.length === 0) return null;
    const lines = refused.map((entry) =>
      line(
        words,
        entry,
        element('p', { textContent: entry.said || words.refusedUnknown }),
        element(
          'span',
          { className: 'buttons' },
          link(words.open, acts.addressOf(entry)),
          ' ',
          dropButton(words, () => acts.drop(entry)),
        ),
      ),
    );
    const title = fill(words.refused, { n: refused.length });
    const text = element('p', { textContent: words.refusedText });
    return notice({ tone: 'danger', sign: 's-no', title }, text, element('ul', {}, ...lines));
  }

  function sentNotice({ words, sent }) {
    return sent.map((entry) => {
      const title = fill(words.sent, { what: nameOf(entry) });
      return notice({ tone: 'accent', sign: 's-done', title, buttons: [link(words.see, entry.to)] });
    });
  }

  /** Those of people who are not signed in: how many, and nothing of what they hold. */
  function othersNotice({ words, others }) {
    const counts = new Map();
    for (const { name } of others) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].map(([name, n]) =>
      notice({ tone: 'plain', sign: 'i-info', title: fill(words.others, { name, n }) }),
    );
  }

  function keptNotice({ words, keptAt }) {
    if (!keptAt) return null;
    const title = fill(words.kept, { time: timeText(keptAt) });
    return notice({ tone: 'warn', sign: 's-near', title, buttons: [button(words.reload, () => location.reload())] });
  }

  /** Signing out with entries that were not sent: nothing is thrown away unasked. */
  function logoutNotice({ words, asking, acts }) {
    if (!asking) return null;
    const title = fill(words.logout, { n: asking.n });
    const buttons = [
      button(words.logoutStay, acts.stay),
      button(words.logoutKeep, () => acts.leave(false)),
      button(words.logoutDrop, () => acts.leave(true)),
    ];
    return notice({ tone: 'warn', sign: 's-near', title, buttons });
  }

  function show(place, given) {
    const parts = [
      logoutNotice(given),
      keptNotice(given),
      ...sentNotice(given),
      refusedNotice(given),
      waitingNotice(given),
      ...othersNotice(given),
    ].filter(Boolean);
    place.replaceChildren(...parts);
    place.hidden = parts.length === 0;
  }

  window.outboxView = { show, notice };
})();
