/** The driver's page when scripts run: a name drawn with the finger, smaller photographs, and what the phone's clock says. */
(() => {
  const FORM = 'form[data-told]';
  const PAD = '[data-signature]';
  const HEIGHT = 160;
  const LONGEST_SIDE = 1600;
  const QUALITY = 0.8;

  /* The signature ------------------------------------------------------ */

  function pointOf(canvas, event) {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * canvas.width,
      ((event.clientY - box.top) / box.height) * canvas.height,
    ];
  }

  function clear(canvas) {
    const paint = canvas.getContext('2d');
    paint.fillStyle = '#ffffff';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    delete canvas.dataset.drawn;
  }

  function draw(canvas) {
    const paint = canvas.getContext('2d');
    canvas.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      paint.strokeStyle = '#111111';
      paint.lineWidth = 3;
      paint.lineCap = 'round';
      paint.lineJoin = 'round';
      paint.beginPath();
      paint.moveTo(...pointOf(canvas, event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      paint.lineTo(...pointOf(canvas, event));
      paint.stroke();
      canvas.dataset.drawn = 'yes';
    });
  }

  function openPad(pad) {
    if (pad.querySelector('canvas')) return;
    const label = document.createElement('p');
    label.textContent = pad.dataset.signature;
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = HEIGHT * 2;
    canvas.setAttribute('aria-label', pad.dataset.signature);
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'button small plain';
    again.textContent = pad.dataset.clear;
    again.addEventListener('click', () => clear(canvas));
    pad.replaceChildren(label, canvas, again);
    clear(canvas);
    draw(canvas);
  }

  const openPads = () => {
    for (const pad of document.querySelectorAll(PAD)) openPad(pad);
  };

  /* Boxes --------------------------------------------------------------- */

  const SAID = '[data-box-said]';

  function say(ticks, text, wrong) {
    const said = ticks.querySelector(SAID);
    if (!said) return;
    said.textContent = text;
    said.dataset.tone = wrong ? 'danger' : 'accent';
  }

  /** Ticks the box whose label was scanned, here on the phone: it works without a network too. */
  function tick(ticks) {
    const field = ticks.querySelector('input[data-scan]');
    const code = field.value.toUpperCase();
    field.value = '';
    field.focus();
    if (code.trim() === '') return;
    const box = [...ticks.querySelectorAll('input[data-code]')].find((one) => code.includes(one.dataset.code));
    const other = [...ticks.querySelectorAll('[data-other-code]')].find((one) => code.includes(one.dataset.otherCode));
    if (!box) return say(ticks, other ? other.dataset.said : ticks.dataset.unknown, true);
    const twice = box.checked;
    box.checked = true;
    const left = ticks.querySelectorAll('input[data-code]:not(:checked)').length;
    const done = left === 0 ? ` ${ticks.dataset.all}` : '';
    return say(ticks, (twice ? box.dataset.twice : box.dataset.said) + done, false);
  }

  const blobOf = (canvas, type) => new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));

  /* The photograph ----------------------------------------------------- */

  /** At most so large, as JPEG; what the browser cannot read goes as it is. */
  async function smaller(file) {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await blobOf(canvas, 'image/jpeg');
      return blob && blob.size < file.size ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file;
    } catch {
      return file;
    }
  }

  function give(form, name, file) {
    let field = form.querySelector(`input[type=file][name=${name}]`);
    if (!field) {
      field = document.createElement('input');
      field.type = 'file';
      field.name = name;
      field.hidden = true;
      form.append(field);
    }
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
  }

  async function fill(form) {
    const canvas = form.querySelector(`${PAD} canvas[data-drawn]`);
    const drawn = canvas && (await blobOf(canvas, 'image/png'));
    if (drawn) give(form, 'signature', new File([drawn], 'signature.png', { type: 'image/png' }));
    const [photo] = form.querySelector('input[type=file][name=photo]')?.files ?? [];
    if (photo) give(form, 'photo', await smaller(photo));
  }

  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (!form.matches(FORM) || form.dataset.ready) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      const ticks = submitter?.closest('[data-boxes]');
      if (ticks) {
        tick(ticks);
        return;
      }
      form.elements.deviceAt.value = String(Date.now());
      const send = () => {
        form.dataset.ready = 'yes';
        form.elements.deviceSentAt.value = String(Date.now());
        form.requestSubmit(submitter ?? undefined);
        delete form.dataset.ready;
      };
      // Later: a form that is asked for while its event is still on its way would not be sent
      fill(form).finally(() => setTimeout(send, 0));
    },
    true,
  );

  openPads();
  document.addEventListener('htmx:finally:request', openPads);
  document.addEventListener('outbox:shown', openPads);
  window.addEventListener('pageshow', openPads);
})();
