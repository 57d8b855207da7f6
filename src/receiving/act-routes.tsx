/** Acts on a whole inspection, each at an address of its own; refused ones show it again with what was typed. */
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { ReceiptActPath } from '../buying-paths.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { type FormState, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';
import { concludeReceipt } from './conclude-commands.ts';
import { decidePending } from './decide-commands.ts';
import {
  abandonReceipt,
  countAsAnnounced,
  passTheRest,
  rejectAll,
  saveHeader,
  strikeMissing,
} from './draft-commands.ts';
import {
  actForm,
  addLineForm,
  concludeForm,
  decideForm,
  headerForm,
  headerFrom,
  papersForm,
  reasonForm,
  refuseAllForm,
  scanForm,
} from './forms.ts';
import { addLine } from './line-commands.ts';
import { recordPapers } from './paper-commands.ts';
import { scanAtDoor } from './scan-commands.ts';
import { type Shown, showReceipt } from './show.tsx';
import { sendOn } from './supply-commands.ts';

export const actorOf = (c: AppContext): Actor => viewerToActor(signedIn(c));
export const numberOf = (c: AppContext): string => c.req.param('number') ?? '';

/** The inspection again with the form that was not in order. */
export function shownAgain(c: AppContext, services: Services, form: Omit<FormState, 'formErrors'>, shown: Shown) {
  c.status(422);
  return showReceipt(c, services, { ...shown, form: { ...form, formErrors: [] } });
}

/** Back to the inspection with a word, or the inspection again with what was refused. */
export async function answered<T>(
  c: AppContext,
  services: Services,
  answer: Answer<T>,
  done: { values: Record<string, string[]>; shown: Shown; title: (value: T) => string; to?: (value: T) => string },
): Promise<Response> {
  if (answer.ok) {
    const to = done.to?.(answer.value) ?? paths.receipt(numberOf(c));
    return redirectWith(c, to, { tone: 'accent', title: done.title(answer.value) });
  }
  if (statusOf(answer) === 404 || statusOf(answer) === 403) throw refusalError(c, answer);
  c.status(statusOf(answer));
  return showReceipt(c, services, { ...done.shown, form: refusedForm(c, done.values, answer) });
}

const BULK = { counted: countAsAnnounced, passed: passTheRest, missing: strikeMissing };

export function receiptActRoutes(services: Services): Router {
  const router = createRouter();
  const inspectors = requirePermission('receipt.inspect');
  const at = (act: ReceiptActPath) => paths.receiptAct(':number', act);
  for (const [act, perform] of Object.entries(BULK) as [keyof typeof BULK, typeof countAsAnnounced][]) {
    router.post(at(act), inspectors, async (c) => {
      const form = await readForm(c, actForm);
      if (!form.ok) return shownAgain(c, services, form, { refused: act });
      const { idempotency_key: key, version } = form.value;
      const answer = await perform(services, actorOf(c), { key, input: { number: numberOf(c), version } });
      const title = (value: { lines: number }) => wordsFor(c).receiving.changedLines(value.lines);
      return answered(c, services, answer, { values: form.values, shown: { refused: act }, title });
    });
  }
  router.post(at('scans'), inspectors, (c) => handleScan(c, services));
  router.post(at('header'), inspectors, (c) => handleHeader(c, services));
  router.post(at('lines'), inspectors, (c) => handleAdd(c, services));
  router.post(at('refusal'), inspectors, (c) => handleRefusal(c, services));
  router.post(at('abandonment'), inspectors, (c) => handleAbandon(c, services));
  router.post(at('conclusion'), inspectors, (c) => handleConclusion(c, services));
  router.post(at('decisions'), inspectors, (c) => handleDecisions(c, services));
  router.post(at('papers'), requirePermission('invoice.record', 'receipt.inspect'), (c) => handlePapers(c, services));
  router.post(at('dispatches'), inspectors, (c) => handleSendOn(c, services));
  return router;
}

/** A scan is answered in place: the next one follows at once. */
async function handleScan(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, scanForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'scans' });
  const { idempotency_key: key, code } = form.value;
  const answer = await scanAtDoor(services, actorOf(c), { key, input: { number: numberOf(c), code } });
  if (answer.ok) return showReceipt(c, services, { scan: answer.value });
  if (statusOf(answer) === 404 || statusOf(answer) === 403) throw refusalError(c, answer);
  c.status(statusOf(answer));
  return showReceipt(c, services, { refused: 'scans', form: refusedForm(c, form.values, answer), unread: answer });
}

async function handleHeader(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, headerForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'header' });
  const { idempotency_key: key, version, ...header } = form.value;
  const input = { number: numberOf(c), version, ...headerFrom(header) };
  const answer = await saveHeader(services, actorOf(c), { key, input });
  const words = wordsFor(c).receiving;
  const title = () => words.done(words.header);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'header' }, title });
}

async function handleAdd(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, addLineForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'lines' });
  const { idempotency_key: key, version, orderLine } = form.value;
  const answer = await addLine(services, actorOf(c), { key, input: { number: numberOf(c), version, orderLine } });
  const title = () => wordsFor(c).receiving.changedLines(1);
  const to = (value: { line: number }) => `${paths.receipt(numberOf(c), { line: value.line })}#line`;
  return answered(c, services, answer, { values: form.values, shown: { refused: 'lines' }, title, to });
}

async function handleRefusal(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, refuseAllForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'refusal' });
  const { idempotency_key: key, version, reasonCode, reason = '' } = form.value;
  const input = { number: numberOf(c), version, reasonCode, reason };
  const answer = await rejectAll(services, actorOf(c), { key, input });
  const title = (value: { lines: number }) => wordsFor(c).receiving.changedLines(value.lines);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'refusal' }, title });
}

async function handleAbandon(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, reasonForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'abandonment' });
  const { idempotency_key: key, version, reason = '' } = form.value;
  const answer = await abandonReceipt(services, actorOf(c), { key, input: { number: numberOf(c), version, reason } });
  const words = wordsFor(c).receiving;
  const title = () => words.states.abandoned;
  return answered(c, services, answer, { values: form.values, shown: { refused: 'abandonment' }, title });
}

const proofOf = (c: AppContext, given: { second?: string | undefined; secondPassword?: string | undefined }) =>
  given.second === undefined
    ? null
    : { login: given.second, password: given.secondPassword ?? '', address: clientAddress(c) };

async function handleConclusion(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, concludeForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'conclusion' });
  const { idempotency_key: key, version, scans, endsDelivery } = form.value;
  const input = { number: numberOf(c), version, scans, endsDelivery };
  const answer = await concludeReceipt(services, actorOf(c), { key, input, second: proofOf(c, form.value) });
  const words = wordsFor(c).receiving;
  const title = (value: { status: keyof typeof words.states }) => words.concluded(words.states[value.status]);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'conclusion' }, title });
}

async function handleDecisions(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, decideForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'decisions' });
  const { idempotency_key: key, version, line = {} } = form.value;
  const lines = Object.entries(line).flatMap(([number, { decision, reasonCode, reason = '', paperChecks }]) =>
    decision === null ? [] : [{ line: Number(number), decision, reasonCode, reason, paperChecks }],
  );
  const input = { number: numberOf(c), version, lines };
  const answer = await decidePending(services, actorOf(c), { key, input, second: proofOf(c, form.value) });
  const words = wordsFor(c).receiving;
  const title = (value: { status: keyof typeof words.states }) => words.concluded(words.states[value.status]);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'decisions' }, title });
}

async function handlePapers(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, papersForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'papers' });
  const { idempotency_key: key, version, seenInvoices: invoices, papersNote: note } = form.value;
  const input = { number: numberOf(c), version, invoices, note };
  const answer = await recordPapers(services, actorOf(c), { key, input });
  const title = (value: { freed: number }) => wordsFor(c).receiving.papersDone(value.freed);
  return answered(c, services, answer, { values: form.values, shown: { refused: 'papers' }, title });
}

async function handleSendOn(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, actForm);
  if (!form.ok) return shownAgain(c, services, form, { refused: 'dispatches' });
  const { idempotency_key: key, version } = form.value;
  const answer = await sendOn(services, actorOf(c), { key, input: { number: numberOf(c), version } });
  const words = wordsFor(c).receiving;
  const title = (value: { dispatches: { number: string }[] }) =>
    words.sentOn(
      value.dispatches
        .map((one) => one.number)
        .join('、')
        .slice(0, 200),
    );
  return answered(c, services, answer, { values: form.values, shown: { refused: 'dispatches' }, title });
}
