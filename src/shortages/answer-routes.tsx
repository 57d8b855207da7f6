/** POST /shortages/:number/answer: lots and quantities typed by the hub, only added up or kept for a dispatch. */
import { quantityText } from '../../views/ui/format.ts';
import { signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { type AnswerInput, answerShortage } from '../dispatches/answer-commands.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type AnswerForm, answerForm } from './forms.ts';
import { typedQuantity } from './quantities.ts';
import { renderRecord } from './record-view.tsx';
import { refusalHere } from './refusals.ts';
import { type ShortageRecord, shortageByNumber } from './shortage-queries.ts';

/** Boxes left empty are lots not taken. */
function readPicks(form: AnswerForm, record: ShortageRecord): Result<AnswerInput['picks']> {
  const picks: AnswerInput['picks'] = [];
  for (const [place, boxes] of Object.entries(form.pick)) {
    const empty = !boxes.packs?.trim() && !boxes.units?.trim();
    const typed = empty ? ok(0) : typedQuantity(boxes, record.item ?? undefined, `pick.${place}`);
    if (!typed.ok) return typed;
    const [locationId, lotId] = place.split('-').map(Number);
    picks.push({ locationId: locationId ?? 0, lotId: lotId ?? 0, quantityBase: typed.value });
  }
  return ok(picks);
}

async function refused(
  c: AppContext,
  services: Services,
  number: string,
  values: Record<string, string[]>,
  refusal: Refusal,
  typedBase?: number,
): Promise<Response> {
  if (refusal.reason === 'not_found' || refusal.reason === 'forbidden') throw refusalError(c, refusal);
  const record = await shortageByNumber(services.db.read, number, signedIn(c).scopePath);
  if (record === undefined) throw new WebError(404, 'notFound');
  const told = refusalHere(wordsFor(c), refusal, 'answer', record);
  c.status(statusOf(refusal));
  return renderRecord(c, services, record, {
    refused: { form: refusedForm(c, values, told), of: 'answer' },
    typedBase,
  });
}

/** Adds up, answers or shows why not. */
export async function answerRoute(c: AppContext, services: Services, record: ShortageRecord): Promise<Response> {
  const words = wordsFor(c).shortages;
  const { number } = record.document;
  const form = await readForm(c, answerForm);
  if (!form.ok) {
    c.status(422);
    return renderRecord(c, services, record, { refused: { form, of: 'answer' } });
  }
  const picks = readPicks(form.value, record);
  if (!picks.ok) return refused(c, services, number, form.values, picks);
  const typedBase = picks.value.reduce((sum, pick) => sum + pick.quantityBase, 0);
  if (form.value.act === 'sum') {
    const typed = { values: form.values, errors: {}, formErrors: [] };
    return renderRecord(c, services, record, { refused: { form: typed, of: 'answer' }, typedBase });
  }
  const { version, overrideReason, ownDispatch, idempotency_key } = form.value;
  const input = { number, version, picks: picks.value, overrideReason, ownDispatch: ownDispatch === 'yes' };
  const answer = await answerShortage(services, viewerToActor(signedIn(c)), idempotency_key, input);
  if (!answer.ok) return refused(c, services, number, form.values, answer, typedBase);
  const { dispatchNumber, answeredBase } = answer.value;
  const amount = record.item === null ? '' : quantityText(wordsFor(c), answeredBase, record.item);
  return redirectWith(c, paths.shortage(number), {
    tone: 'accent',
    title: answer.repeated ? words.repeated : words.answer.done(amount),
    text: words.answer.doneText(dispatchNumber),
    link: { href: paths.dispatch(dispatchNumber), label: words.answer.openDispatch },
  });
}
