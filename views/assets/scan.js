/** The scan box when scripts run: separators kept, nothing sent twice, and a phone's camera where the browser reads codes. */
(() => {
  const FIELD = 'input[data-scan]';
  /** Fields show no control characters: the separator of GS1 codes is typed as its picture. */
  const SEPARATOR = '\u001d';
  const PICTURE = '\u241d';
  const FORMATS = ['data_matrix', 'qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf'];
  const TWICE_MS = 700;
  const WAITING_MS = 10_000;
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
      field.select();
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

  let sent = { code: '', at: Number.NEGATIVE_INFINITY };
  let busyUntil = 0;
  const isBusy = () => performance.now() < busyUntil;

  function wait(form, code) {
    const waiting = recall('scan-waiting') ?? [];
    remember('scan-waiting', [...waiting, { code, action: form.action, at: Date.now() }].slice(-20));
  }

  /** The next code that was scanned while the last was on its way. */
  function sendWaiting() {
    const field = fieldNow();
    const waiting = (recall('scan-waiting') ?? []).filter(({ at }) => Date.now() - at < WAITING_MS);
    const [next, ...later] = waiting;
    if (!field?.form || next === undefined || next.action !== field.form.action) return remember('scan-waiting');
    remember('scan-waiting', later);
    keepHalf(field);
    field.value = next.code;
    submit(field);
  }

  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      const field = form.querySelector(FIELD);
      if (!field || (event.submitter && !event.submitter.hasAttribute('data-scan-send'))) return;
      const code = field.value.trim();
      const now = performance.now();
      const again = now - sent.at < TWICE_MS && (code === sent.code || code === '');
      if (!again && !isBusy()) {
        sent = { code, at: now };
        busyUntil = now + WAITING_MS;
        // Sent as it stands; the next code, typed while this one is on its way, takes its place
        setTimeout(() => {
          if (field.value.trim() === code) field.select();
        }, 0);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (again) return;
      wait(form, code);
      field.value = '';
    },
    true,
  );

  /** A code that is half typed when the page goes is finished on the next. */
  function keepHalf(field) {
    if (field.value === '' || field.value === field.defaultValue || field.value.trim() === sent.code) return;
    remember('scan-half', { text: field.value, path: location.pathname, at: Date.now() });
  }

  window.addEventListener('pagehide', () => {
    const field = fieldNow();
    if (field && isBusy()) keepHalf(field);
  });

  function resume() {
    const field = fieldNow();
    const half = recall('scan-half');
    remember('scan-half');
    if (!field) return;
    const typed = field.value === field.defaultValue ? '' : field.value;
    if (half && half.path === location.pathname && Date.now() - half.at < FRESH_MS) field.value = half.text + typed;
    // The next scan takes the place of what was looked for last
    else if (typed === '' && field === document.activeElement) field.select();
  }

  function settled() {
    busyUntil = 0;
    revealCameras();
    warn();
    resume();
    sendWaiting();
  }

  document.addEventListener('htmx:finally:request', settled);
  window.addEventListener('pageshow', settled);

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
})();
