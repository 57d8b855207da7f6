/** Opens the form of an entry that was refused, with what was typed in it. */
(() => {
  const { outboxStore: store } = window;

  const hiddenIn = (form) =>
    [...form.querySelectorAll('input[type=hidden]')].filter(({ name }) => !store.PASSING.has(name));

  function fillIn(form, fields) {
    for (const control of form.elements) {
      const typed = fields.filter(([name, value]) => name === control.name && typeof value === 'string');
      if (typed.length === 0 || control.type === 'hidden' || control.type === 'submit') continue;
      if (control.type === 'radio' || control.type === 'checkbox') {
        control.checked = typed.some(([, value]) => value === control.value);
      } else control.value = typed[0][1];
    }
  }

  /** The form of that entry: of those with its address, the one that speaks of the same thing. */
  function formOf({ action, fields }) {
    const given = new Map(fields);
    return [...document.querySelectorAll('form[data-outbox]')].find(
      (one) =>
        new URL(one.action).pathname === action &&
        hiddenIn(one).every(({ name, value }) => !given.has(name) || given.get(name) === value),
    );
  }

  window.outboxReopen = async (works) => {
    const id = Number(/^#kept-(\d+)$/.exec(location.hash)?.[1] ?? 0);
    const entry = id > 0 && works ? await store.one(id) : undefined;
    if (entry === undefined || entry.person !== document.getElementById('outbox').dataset.person) return;
    const form = formOf(entry);
    if (form === undefined) return;
    form.dataset.replaces = String(id);
    if (entry.reopen !== 'query') fillIn(form, entry.fields);
    const fold = form.closest('details');
    if (fold) fold.open = true;
    form.scrollIntoView({ block: 'start' });
  };
})();
