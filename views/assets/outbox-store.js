/** The browser's own database of what was entered on this phone and is not sent yet, and of the keys it used. */
(() => {
  const NAME = 'outbox';
  const ENTRIES = 'entries';
  const USED = 'used';
  const MOST_USED = 200;
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(ENTRIES, { keyPath: 'id', autoIncrement: true });
        asked.result.createObjectStore(USED, { keyPath: 'key' });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  /** One transaction on one store; answers what `work` asked for when it is written for good. */
  async function deal(store, mode, work) {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const asked = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async function forgetOldKeys() {
    const used = await deal(USED, 'readonly', (store) => store.getAll());
    const old = used.sort((a, b) => b.at - a.at).slice(MOST_USED);
    for (const { key } of old) await deal(USED, 'readwrite', (store) => store.delete(key));
  }

  window.outboxStore = {
    /** Fields that differ each time the same thing is said. */
    PASSING: new Set(['idempotency_key', 'deviceAt', 'deviceSentAt', 'version']),
    all: () => deal(ENTRIES, 'readonly', (store) => store.getAll()),
    one: (id) => deal(ENTRIES, 'readonly', (store) => store.get(id)),
    add: (entry) => deal(ENTRIES, 'readwrite', (store) => store.add(entry)),
    put: (entry) => deal(ENTRIES, 'readwrite', (store) => store.put(entry)),
    remove: (id) => deal(ENTRIES, 'readwrite', (store) => store.delete(id)),
    /** What was said under the key before, if anything. */
    saidBy: async (key) => (await deal(USED, 'readonly', (store) => store.get(key)))?.said,
    use: async (key, said) => {
      await deal(USED, 'readwrite', (store) => store.put({ key, said, at: Date.now() }));
      await forgetOldKeys();
    },
  };
})();
