/** What the keyboard and the eye gain when scripts run; every page works without this file. */
(() => {
  const KEYS_OF_PLACES = { h: 'home', s: 'shortages', k: 'stock' };
  const ROWS = '.queue > ul > li, .rows > li, .table > tbody > tr';
  let goPressedAt = 0;

  const isTyping = (element) =>
    element instanceof HTMLElement &&
    element.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

  const linkOf = (row) => row.querySelector('a[href]');

  /** Moves the focus to the link of the next (1) or previous (-1) row that can be opened. */
  function moveRow(step) {
    const rows = [...document.querySelectorAll(ROWS)].filter((row) => linkOf(row) && row.offsetParent !== null);
    if (rows.length === 0) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
    for (const row of document.querySelectorAll('.row-here')) row.classList.remove('row-here');
    rows[next].classList.add('row-here');
    linkOf(rows[next]).focus();
    rows[next].scrollIntoView({ block: 'nearest' });
  }

  function focusSearch() {
    const field = document.querySelector('.scan .input') ?? document.querySelector('.finder input');
    field?.focus();
    field?.select();
  }

  /** Esc closes what is open, then leaves the field, then goes back to the list. */
  function goBack(event) {
    if (location.hash === '#shortcuts' || location.hash === '#navigation') {
      location.hash = '#main';
      return;
    }
    const menu = document.querySelector('details.menu[open]');
    if (menu) {
      menu.open = false;
      return;
    }
    if (isTyping(event.target)) {
      event.target.blur();
      return;
    }
    (document.querySelector('.split-back') ?? document.querySelector('.crumbs a'))?.click();
  }

  function submitForm(target) {
    const form = target.closest?.('form') ?? document.querySelector('main form[method=post]');
    if (form?.method !== 'post') return;
    form.requestSubmit(form.querySelector('button.primary[type=submit]') ?? undefined);
  }

  const ACTS = {
    '/': focusSearch,
    j: () => moveRow(1),
    k: () => moveRow(-1),
    p: () => (document.querySelector('[data-print]') ?? { click: () => window.print() }).click(),
    '?': () => {
      location.hash = '#shortcuts';
    },
  };

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') submitForm(event.target);
      return;
    }
    if (event.key === 'Escape') return goBack(event);
    if (isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (Date.now() - goPressedAt < 1500 && KEYS_OF_PLACES[key]) {
      goPressedAt = 0;
      document.querySelector(`[data-go="${KEYS_OF_PLACES[key]}"]`)?.click();
      return;
    }
    if (key === 'g') {
      goPressedAt = Date.now();
      return;
    }
    const act = ACTS[key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /** A refused form says so where the reader is: screen readers and keyboards start at the summary. */
  function focusErrors() {
    document.querySelector('[data-error-summary]')?.focus();
  }

  document.addEventListener('submit', (event) => {
    if (event.target.method === 'post') event.target.classList.add('sending');
  });

  function stopDimming() {
    for (const form of document.querySelectorAll('form.sending')) form.classList.remove('sending');
  }

  window.addEventListener('pageshow', stopDimming);
  document.addEventListener('htmx:finally:request', stopDimming);
  document.addEventListener('outbox:shown', focusErrors);
  document.addEventListener('htmx:after:swap', (event) => {
    if (event.target instanceof HTMLElement && event.target.closest('[data-live]')) return;
    focusErrors();
  });
  focusErrors();
})();
