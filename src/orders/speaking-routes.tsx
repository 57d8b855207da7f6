/** What is said for the supplier: answers to lines and deliveries announced, by its people or by the buyer for them. */

import { refusalText } from '../../views/i18n/index.ts';
import { AnswerPage } from '../../views/orders/answer-page.tsx';
import { ShippingPage } from '../../views/orders/shipping-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { SHEET_LIMITS } from '../spreadsheets/sheet.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { answerOrder } from './answer-commands.ts';
import { atAnswerField, readAnswers } from './answer-reading.ts';
import { announceDelivery } from './delivery-commands.ts';
import { answerForm, shippingFileForm, shippingForm } from './forms.ts';
import { type OrderHead, orderLines } from './record-queries.ts';
import { atLotField, readLotSheet, readLots } from './shipping-reading.ts';
import { BUYER, type Side, SUPPLIER, wantedOrder } from './side.ts';

export const ORDER = ':number{CG-[0-9]{8}-[0-9]{4,}}';
const MULTIPART_ROOM = 64 * 1024;
const MOST_PROBLEMS = 20;
/** An order of two hundred lines with several lots each. */
const LARGEST_FORM_BYTES = 1024 * 1024;

export function speakingRoutes(services: Services): Router {
  const router = createRouter();
  for (const side of [BUYER, SUPPLIER]) {
    const speakers = requirePermission(side === BUYER ? 'order.place' : 'supplier.portal');
    router.get(side.answer(ORDER), speakers, (c) => showAnswer(c, services, side, emptyForm()));
    router.post(side.answer(ORDER), speakers, (c) => handleAnswer(c, services, side));
    router.get(side.shipping(ORDER), speakers, (c) => showShipping(c, services, side, {}));
    router.post(side.shipping(ORDER), speakers, (c) => handleShipping(c, services, side));
    router.post(side.shippingFile(ORDER), speakers, (c) => handleFile(c, services, side));
  }
  return router;
}

const todayOf = (services: Services) => dayOf(services.clock.now());

async function linesOf(services: Services, head: OrderHead) {
  return orderLines(services.db.read, head, { today: todayOf(services), scopePath: '/' });
}

async function showAnswer(c: AppContext, services: Services, side: Side, form: FormState) {
  const t = wordsFor(c);
  const head = await wantedOrder(c, services, side);
  const lines = await linesOf(services, head);
  const back = { label: side.title(t), list: side.list(), page: side.order(head.number) };
  const shown = { t, head, lines, today: todayOf(services), form, formKey: newFormKey(), back };
  const page = <AnswerPage {...shown} action={side.answer(head.number)} />;
  return c.render(page, { title: t.orders.answerTitle(head.number), active: side.key });
}

async function handleAnswer(c: AppContext, services: Services, side: Side) {
  const head = await wantedOrder(c, services, side);
  const form = await readForm(c, answerForm, { maxBytes: LARGEST_FORM_BYTES });
  if (!form.ok) {
    c.status(422);
    return showAnswer(c, services, side, form);
  }
  const { idempotency_key: key, version, all } = form.value;
  const answers = readAnswers(form.value, await linesOf(services, head));
  const asked = { key, number: head.number, version };
  const done = answers.ok
    ? await answerOrder(services, viewerToActor(signedIn(c)), { ...asked, lines: answers.value })
    : answers;
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showAnswer(c, services, side, refusedForm(c, form.values, atAnswerField(done, all !== undefined)));
  }
  const { refused, changed } = done.value;
  const title = wordsFor(c).orders.answeredFlash(refused, changed);
  return redirectWith(c, side.order(head.number), { tone: refused > 0 ? 'warn' : 'accent', title });
}

interface ShippingBack {
  form?: FormState;
  fileForm?: FormState;
  to?: string;
  fromSheet?: number;
  more?: number;
}

async function showShipping(c: AppContext, services: Services, side: Side, back: ShippingBack) {
  const t = wordsFor(c);
  const head = await wantedOrder(c, services, side);
  const open = head.status === 'issued' ? [] : (await linesOf(services, head)).filter((row) => row.openBase > 0);
  const places = [...new Map(open.map(({ place }) => [place.code, place])).values()];
  const asked = back.to ?? c.req.query('to');
  // Whoever opens the page without a place means one that still waits for goods
  const waiting = open.find(({ line }) => {
    return line.quantityBase - line.cancelledBase + line.rejectedBase > line.shippedBase;
  });
  const to = places.find((place) => place.code === asked)?.code ?? waiting?.place.code ?? places[0]?.code ?? '';
  const { number } = head;
  const at = {
    action: side.shipping(number),
    file: side.shippingFile(number),
    template: side.lines(number, 'xlsx'),
    place: (code: string) => side.shipping(number, { to: code }),
    label: side.title(t),
    list: side.list(),
    page: side.order(number),
  };
  const shown = { t, head, places, to, at, today: todayOf(services), formKey: newFormKey };
  const page = (
    <ShippingPage
      {...shown}
      lines={open.filter(({ place }) => place.code === to)}
      form={back.form ?? emptyForm()}
      fileForm={back.fileForm ?? emptyForm()}
      fromSheet={back.fromSheet}
      more={back.more}
    />
  );
  return c.render(page, { title: t.orders.shipTitle(number), active: side.key });
}

async function handleShipping(c: AppContext, services: Services, side: Side) {
  const head = await wantedOrder(c, services, side);
  const form = await readForm(c, shippingForm, { maxBytes: LARGEST_FORM_BYTES });
  const to = form.values.to?.[0] ?? '';
  if (!form.ok) {
    c.status(422);
    return showShipping(c, services, side, { form, to });
  }
  const { idempotency_key: key, to: _, lots: __, ...typed } = form.value;
  const lines = (await linesOf(services, head)).filter(({ place }) => place.code === to);
  const lots = readLots(form.value, lines);
  const deliverToId = lines[0]?.place.id ?? 0;
  const note = { ...typed, carrier: typed.carrier ?? '', vehicle: typed.vehicle ?? '' };
  const input = { ...note, number: head.number, deliverToId };
  const done = lots.ok
    ? await announceDelivery(services, viewerToActor(signedIn(c)), { key, input: { ...input, lots: lots.value } })
    : lots;
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    const state = refusedForm(c, form.values, atLotField(done, form.value));
    return showShipping(c, services, side, { form: state, to });
  }
  const { number } = done.value;
  return redirectWith(c, side.delivery(number), { tone: 'accent', title: wordsFor(c).orders.shippedFlash(number) });
}

/** A sheet of lots fills the form, and one more row is one more row: nothing is announced by either. */
async function handleFile(c: AppContext, services: Services, side: Side) {
  const head = await wantedOrder(c, services, side);
  const multipart = c.req.header('content-type')?.startsWith('multipart/') ?? false;
  if (!multipart) {
    const form = await readForm(c, shippingForm.partial().loose(), { maxBytes: LARGEST_FORM_BYTES });
    const more = Number(form.values.more?.[0] ?? 0);
    const { more: _, ...values } = form.values;
    const state = { ...emptyForm(), values };
    return showShipping(c, services, side, { form: state, to: values.to?.[0] ?? '', more });
  }
  const form = await readForm(c, shippingFileForm, { maxBytes: SHEET_LIMITS.bytes + MULTIPART_ROOM });
  const to = form.values.to?.[0] ?? '';
  const refused = (fileForm: FormState) => {
    c.status(422);
    return showShipping(c, services, side, { fileForm, to });
  };
  if (!form.ok) return refused(form);
  const lines = (await linesOf(services, head)).filter(({ place, openBase }) => place.code === to && openBase > 0);
  const read = await readLotSheet(new Uint8Array(await form.value.file.arrayBuffer()), lines);
  if (!read.ok) return refused(refusedForm(c, form.values, { ...read, field: 'file' }));
  const { values, lots, problems } = read.value;
  if (problems.length > 0) {
    const t = wordsFor(c);
    const told = problems.slice(0, MOST_PROBLEMS);
    const formErrors = told.map((one) => t.orders.rowProblem(one.row, refusalText(t, one)));
    return refused({ values: form.values, errors: {}, formErrors });
  }
  return showShipping(c, services, side, { form: { ...emptyForm(), values }, to, fromSheet: lots });
}
