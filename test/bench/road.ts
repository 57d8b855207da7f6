/** What the clerks of the load do: the whole road for one request, the hub's long dispatches, and reading. */
import { paths } from '../../src/paths.ts';
import { type Clerk, fieldsOf, numberIn, versionOf } from './browser.ts';

export interface Staff {
  hub: Clerk;
  storekeeper: Clerk;
}

export interface Place {
  code: string;
  clerk: Clerk;
}

export interface Done {
  /** Dispatches that the server said were posted. */
  posted: { number: string; lines: number }[];
  received: number;
  roads: number;
}

export function nothingDone(): Done {
  return { posted: [], received: 0, roads: 0 };
}

/**
 * Registers a need of the place, answers, picks, sends, receives and hands it out; ends early when a step is refused.
 */
export async function walkTheRoad(staff: Staff, place: Place, need: Need, done: Done): Promise<void> {
  const { hub, storekeeper } = staff;
  const asked = { organisationCode: place.code, itemCode: need.itemCode, 'quantity.packs': String(need.packs) };
  const facts = { urgency: 'routine', reason: 'out_of_stock', neededBy: need.day, substitute: 'no', again: 'yes' };
  const registered = await place.clerk.post('register', paths.newShortage(), { ...asked, ...facts });
  const shortage = numberIn(registered.location);
  if (!registered.done || shortage === '') return;
  const accepted = await hub.post('accept', paths.shortageAcceptance(shortage), { version: '1' });
  if (!accepted.done) return;
  const page = await hub.get('shortage page', paths.shortage(shortage));
  const picks = Object.fromEntries(Object.entries(fieldsOf(page.text, 'pick.')).filter(([, value]) => value !== ''));
  const choice = { version: versionOf(page.text), ownDispatch: 'yes', act: 'answer', ...picks };
  const answered = await hub.post('answer', paths.shortageAnswer(shortage), choice);
  if (!answered.done) return;
  const after = await hub.get('shortage page', paths.shortage(shortage));
  const dispatch = numberIn(/href="\/dispatches\/(PS-[0-9-]+)/.exec(after.text)?.[0] ?? '');
  if (dispatch === '') return;
  const lines = await pickAll(storekeeper, dispatch);
  const sent = await send(hub, dispatch);
  if (!sent) return;
  done.posted.push({ number: dispatch, lines });
  if (!(await receive(place.clerk, dispatch))) return;
  done.received += 1;
  const arrived = await place.clerk.get('shortage page', paths.shortage(shortage));
  const end = { version: versionOf(arrived.text), 'outcome.outcome': 'collected', 'outcome.note': '' };
  if ((await place.clerk.post('outcome', paths.shortageOutcome(shortage), end)).done) done.roads += 1;
}

export interface Need {
  itemCode: string;
  packs: number;
  day: string;
}

async function pickAll(storekeeper: Clerk, dispatch: string): Promise<number> {
  const list = await storekeeper.get('dispatch page', paths.dispatch(dispatch));
  const ids = new Set(Object.keys(fieldsOf(list.text, 'line.')).map((name) => name.split('.')[1] ?? ''));
  for (const id of ids) {
    const typed = fieldsOf(list.text, `line.${id}.`);
    await storekeeper.post('pick', paths.dispatchPicked(dispatch, Number(id)), typed);
  }
  return ids.size;
}

async function send(hub: Clerk, dispatch: string): Promise<boolean> {
  const page = await hub.get('dispatch page', paths.dispatch(dispatch));
  return (await hub.post('send', paths.dispatchPosting(dispatch), { version: versionOf(page.text) })).done;
}

async function receive(clerk: Clerk, dispatch: string): Promise<boolean> {
  const page = await clerk.get('receipt page', paths.dispatchReceipt(dispatch));
  const form = { version: versionOf(page.text), all: '1' };
  return (await clerk.post('receive', paths.dispatchReceipt(dispatch), form)).done;
}

/** Sends a long dispatch that is ready. */
export async function sendReady(hub: Clerk, ready: { number: string; lines: number }, done: Done): Promise<boolean> {
  const answer = await hub.post('send 50 lines', paths.dispatchPosting(ready.number), { version: '1' });
  if (answer.done) done.posted.push(ready);
  return answer.done;
}

/** Receives a long dispatch, everything in good order. */
export async function receiveReady(clerk: Clerk, number: string, done: Done): Promise<void> {
  const form = { version: '2', all: '1' };
  if ((await clerk.post('receive 50 lines', paths.dispatchReceipt(number), form)).done) done.received += 1;
}
