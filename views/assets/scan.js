/** The scan box when scripts run: separators kept, nothing sent twice, and a phone's camera where the browser reads codes. */
(() => {
  const FIELD = 'input[data-scan]';
  const SHELL = '.shell';
  /** Fields show no control characters: the separator of GS1 codes is typed as its picture. */
  const SEPARATOR = '\u001d';
  const PICTURE = '\u241d';
  const FORMATS = ['data_matrix', 'qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf'];
  const TWICE_MS = 700;
  const WAITING_MS = 30_000;
  const FRESH_MS = 2000;
  const FAST_MS = 40;
  const AWAY_MS = 1500;
  const LOOK_MS = 160;

  const fieldNow = () => document.querySelector(FIELD);
  const isField = (element) => element instanceof HTMLElement && element.matches(FIELD);
  const sendOf = (field) => field.closest('.scan')?.querySelector('[data-scan-send]');

  function remember(name, value) {
    try {
      if (value === undefined) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing scans all the same
    }
  }

  function recall(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name) ?? 'null');
    } catch {
      return null;
    }
  }

  function insert(field, text) {
    field.setRangeText(
      text,
      field.selectionStart ?? field.value.length,
      field.selectionEnd ?? field.value.length,
      'end',
    );
  }

  function submit(field) {
    field.form?.requestSubmit(sendOf(field) ?? undefined);
  }

  /* Keys ------------------------------------------------------------- */

  let lastKeyAt = 0;

  document.addEventListener(
    'keydown',
    (event) => {
      const field = fieldNow();
      if (!field || event.isComposing) return;
      const fast = event.timeStamp - lastKeyAt < FAST_MS;
      const isFollowed = typedSince && event.timeStamp - lastKeyAt < FRESH_MS;
      lastKeyAt = event.timeStamp;
      const isSeparator =
        event.key === SEPARATOR || (event.ctrlKey && (event.key === ']' || event.code === 'BracketRight'));
      if (isField(event.target)) {
        if (isSeparator) {
          event.preventDefault();
          insert(event.target, PICTURE);
        } else if (event.key === 'Tab' && fast && event.target.value !== '') {
          // A scanner that ends with Tab; nobody types so fast
          event.preventDefault();
          submit(event.target);
        }
        return;
      }
      const elsewhere = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog');
      // A scanner fired beside the box: codes begin with a digit or a bracket, and these are no shortcuts
      if (elsewhere || event.ctrlKey || event.altKey || !/^[\d\](]$/.test(event.key)) return;
      field.focus();
      if (!isFollowed) field.select();
    },
    true,
  );

  document.addEventListener('beforeinput', (event) => {
    if (!isField(event.target) || !event.data?.includes(SEPARATOR)) return;
    event.preventDefault();
    insert(event.target, event.data.replaceAll(SEPARATOR, PICTURE));
  });

  document.addEventListener('paste', (event) => {
    const text = isField(event.target) ? (event.clipboardData?.getData('text/plain') ?? '') : '';
    if (!text.includes(SEPARATOR) && !/[\r\n]/.test(text)) return;
    event.preventDefault();
    insert(
      event.target,
      text
        .trim()
        .replaceAll(SEPARATOR, PICTURE)
        .replace(/\s*[\r\n]+\s*/g, ' ')
        .slice(0, 400),
    );
  });

  /* Sending: one at a time, in order ---------------------------------- */

  let sent = '';
  /** The last code that was taken, sent or waiting: scanners that end a line twice name none after it. */
  let taken = { code: '', at: Number.NEGATIVE_INFINITY };
  let busyUntil = 0;
  /** True once somebody typed into the box after its code was sent: the beginning of the next code. */
  let typedSince = false;
  /** True while a form is sent as browsers do it, because the answer could not be fetched. */
  let plainly = false;
  /** True while the answer to a code is fetched here, and not by htmx. */
  let fetching = false;
  /** True while a code that waited is sent: its turn has come, whatever was sent just before. */
  let inTurn = false;
  const isBusy = () => performance.now() < busyUntil;
  const isSame = (field, place) => field.name === place.name && field.form?.action === place.action;

  /** The same box on the page as it now is; any other where the page has it no more. */
  function fieldLike(place) {
    return [...document.querySelectorAll(FIELD)].find((field) => isSame(field, place)) ?? fieldNow();
  }

  document.addEventListener('input', (event) => {
    if (isField(event.target) && isBusy()) typedSince = true;
  });

  function wait(form, code) {
    const waiting = recall('scan-waiting') ?? [];
    remember('scan-waiting', [...waiting, { code, action: form.action, at: Date.now() }].slice(-20));
  }

  /** The next code that was scanned while the last was on its way. */
  function sendWaiting() {
    const waiting = (recall('scan-waiting') ?? []).filter(({ at }) => Date.now() - at < WAITING_MS);
    const [next, ...later] = waiting;
    const field = [...document.querySelectorAll(FIELD)].find(({ form }) => form?.action === next?.action);
    if (!field) return remember('scan-waiting');
    remember('scan-waiting', later);
    const half = typedSince ? field.value : '';
    field.value = next.code;
    inTurn = true;
    submit(field);
    inTurn = false;
    if (half === '') return;
    // Sent as it stood: what was typed of the code after it comes back
    field.value = half;
    field.setSelectionRange(half.length, half.length);
    typedSince = true;
  }

  function urlOf(form, button) {
    return new URL(button?.hasAttribute('formaction') ? button.formAction : form.action);
  }

  const methodOf = (form, button) => (button?.hasAttribute('formmethod') ? button.formMethod : form.method);

  /** The answer of the program to what is in the form, as its scan button sends it. */
  function fetched(form, button) {
    const url = urlOf(form, button);
    const values = new FormData(form, button);
    if (methodOf(form, button) === 'get') {
      url.search = new URLSearchParams(values).toString();
      return fetch(url, { headers: { Accept: 'text/html' } });
    }
    const body = form.enctype === 'multipart/form-data' ? values : new URLSearchParams(values);
    return fetch(url, { method: 'POST', headers: { Accept: 'text/html' }, body });
  }

  /** Puts the answer in the place of the page; what is typed meanwhile stays in the box. */
  function put(text, response, field, isAsked) {
    const shell = document.querySelector(SHELL);
    const half = typedSince ? field.value : '';
    const place = { name: field.name, action: field.form?.action };
    const wasFocused = field === document.activeElement;
    const { pathname, search } = new URL(response.url);
    const isNew = pathname + search !== location.pathname + location.search && (response.redirected || isAsked);
    const swap = { text, sourceElement: shell, target: shell, select: SHELL, swap: 'outerHTML' };
    const spared = (event) => {
      if (half === '' && !typedSince) return;
      for (const task of event.detail.tasks)
        for (const other of task.fragment.querySelectorAll('[autofocus]')) other.removeAttribute('autofocus');
    };
    document.addEventListener('htmx:before:swap', spared, { once: true });
    const swapped = window.htmx.swap(isNew ? { ...swap, push: pathname + search } : swap);
    document.removeEventListener('htmx:before:swap', spared);
    // The page is another by now, before any further key
    const next = fieldLike(place);
    if (next && half !== '') {
      next.value = half;
      next.focus();
      next.setSelectionRange(half.length, half.length);
    } else if (next && wasFocused && !document.querySelector('main [autofocus]')) {
      next.focus();
      next.select();
    }
    if (response.redirected) document.getElementById('line')?.scrollIntoView({ block: 'nearest' });
    return swapped;
  }

  /** Sends as browsers do, for what is no page of ours: no network, no session, a file. */
  function sendPlainly(form, field, button) {
    const half = typedSince ? field.value : '';
    field.value = sent;
    plainly = true;
    form.requestSubmit(button ?? undefined);
    plainly = false;
    field.value = half;
  }

  /**
   * Asks without leaving the page: keys that a scanner types while browsers replace a page are lost, the more the
   * slower the machine is.
   */
  async function send(form, field, button) {
    fetching = true;
    try {
      const response = await fetched(form, button);
      const text = await response.text();
      if (!text.includes('class="shell"')) throw new TypeError('no page to put in place');
      await put(text, response, field, response.ok && methodOf(form, button) === 'get');
    } catch {
      if (form.isConnected) return sendPlainly(form, field, button);
    } finally {
      fetching = false;
    }
    settled();
  }

  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      const field = form.querySelector(FIELD);
      if (!field || plainly || (event.submitter && !event.submitter.hasAttribute('data-scan-send'))) return;
      // Boxes of a stop are ticked on the phone, where there may be no network to ask
      if (field.closest('[data-boxes]')) return;
      const code = field.value.trim();
      const now = performance.now();
      const again = !inTurn && now - taken.at < TWICE_MS && (code === taken.code || code === '');
      if (again || isBusy()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (again || code === '') return;
        taken = { code, at: now };
        wait(form, code);
        field.value = '';
        typedSince = false;
        return;
      }
      if (!inTurn) taken = { code, at: now };
      sent = code;
      busyUntil = now + WAITING_MS;
      typedSince = false;
      const isPlain = ![...form.attributes].some(({ name }) => name.startsWith('hx-'));
      if (isPlain && document.querySelector(SHELL) && window.htmx) {
        event.preventDefault();
        send(form, field, event.submitter);
      }
      // Sent as it stands; the next code, typed while this one is on its way, takes its place
      field.select();
    },
    true,
  );

  /** What was typed while htmx fetched a part of the page is kept over the swap. */
  document.addEventListener('htmx:before:swap', () => {
    const field = fieldNow();
    if (field && !fetching && isBusy() && typedSince) remember('scan-half', halfOf(field));
  });

  const halfOf = (field) => ({ text: field.value, path: location.pathname, at: Date.now() });

  window.addEventListener('pagehide', () => {
    const field = fieldNow();
    if (field && isBusy() && typedSince) remember('scan-half', halfOf(field));
  });

  /** A code that was half typed when the page went is finished on the next. */
  function resume() {
    const field = fieldNow();
    const half = recall('scan-half');
    remember('scan-half');
    if (!field) return;
    if (half && half.path === location.pathname && Date.now() - half.at < FRESH_MS) {
      const typed = field.value === field.defaultValue || field.value === half.text ? '' : field.value;
      field.value = half.text + typed;
      typedSince = true;
    } else if (!typedSince && field === document.activeElement && field.value === field.defaultValue) {
      // The next scan takes the place of what was looked for last
      field.select();
    }
  }

  function settled() {
    busyUntil = 0;
    revealCameras();
    warn();
    resume();
    sendWaiting();
  }

  document.addEventListener('htmx:finally:request', () => {
    if (!fetching && isBusy()) settled();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) settled();
  });

  /* The camera --------------------------------------------------------- */

  let detector;
  let stream;
  let box;
  let sound;
  let near = '';

  async function findDetector() {
    if (!('BarcodeDetector' in window) || !navigator.mediaDevices?.getUserMedia) return;
    const known = await window.BarcodeDetector.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (formats.length > 0) detector = new window.BarcodeDetector({ formats });
  }

  function revealCameras() {
    if (detector) for (const button of document.querySelectorAll('[data-scan-camera]')) button.hidden = false;
  }

  function beep(pitch) {
    if (!sound) return;
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    volume.gain.value = 0.15;
    tone.frequency.value = pitch;
    tone.connect(volume).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.09);
  }

  /** What was wrong is heard as well as seen, by whoever looks at the pack. */
  function warn() {
    if (document.querySelector('.scan-result[data-tone=danger], .scan-result[data-tone=warn]')) beep(330);
  }

  /** A code that was held still for two looks, and not the one that still lies there. */
  function accept(code) {
    const last = recall('scan-last') ?? { code: '', at: 0 };
    const now = Date.now();
    const stillThere = last.code === code && now - last.at < AWAY_MS;
    const steady = near === code;
    near = code;
    if (stillThere || steady) remember('scan-last', { code, at: now });
    const field = fieldNow();
    if (stillThere || !steady || !field || isBusy()) return;
    beep(1760);
    navigator.vibrate?.(60);
    field.value = code.replaceAll(SEPARATOR, PICTURE);
    submit(field);
  }

  async function look(video) {
    while (stream && box?.isConnected) {
      try {
        const [found] = video.readyState >= 2 ? await detector.detect(video) : [];
        if (found?.rawValue) accept(found.rawValue);
        else near = '';
      } catch {
        // A frame that cannot be read is followed by another
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  function closeCamera() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    remember('scan-camera');
    box?.remove();
    box = undefined;
  }

  function draw(button) {
    const dialog = document.createElement('dialog');
    dialog.className = 'scan-camera';
    dialog.setAttribute('aria-label', button.dataset.scanCamera);
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    const words = document.createElement('p');
    words.textContent = button.dataset.scanCamera;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'button';
    close.textContent = button.dataset.close;
    close.addEventListener('click', closeCamera);
    dialog.append(video, words, close);
    document.body.append(dialog);
    dialog.show();
    return { dialog, video, words };
  }

  async function openCamera(button) {
    if (stream || box) return closeCamera();
    const drawn = draw(button);
    box = drawn.dialog;
    try {
      sound ??= new AudioContext();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
      drawn.video.srcObject = stream;
      await drawn.video.play();
      remember('scan-camera', true);
      look(drawn.video);
    } catch {
      drawn.words.textContent = button.dataset.denied;
      drawn.video.remove();
      remember('scan-camera');
    }
  }

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-scan-camera]') : null;
    if (button) openCamera(button);
  });

  findDetector().then(
    () => {
      revealCameras();
      // The next page of the same work goes on reading
      const button = detector && recall('scan-camera') ? document.querySelector('[data-scan-camera]') : null;
      if (button) openCamera(button);
    },
    () => undefined,
  );

  settled();
})();
