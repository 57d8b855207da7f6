/** The page of one inspection, as it stands or with a form that was refused. */
import { InspectPage } from '../../views/receiving/inspect-page.tsx';
import { RecordPage } from '../../views/receiving/record-page.tsx';
import { signedIn } from '../auth/guard.ts';
import type { ReceiptActPath } from '../buying-paths.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { traceStrip } from '../tracing/paper-queries.ts';
import { emptyForm, type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { receiptPage } from './page-queries.ts';
import type { ScanAnswer } from './scan-commands.ts';

export interface Shown {
  form?: FormState;
  refused?: ReceiptActPath | 'line';
  line?: number;
  scan?: ScanAnswer;
  unread?: Refusal;
}

/** Shows the inspection the address names; 404 outside the person's scope. */
export async function showReceipt(c: AppContext, services: Services, shown: Shown = {}): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const data = await receiptPage(services.db.read, signedIn(c), c.req.param('number') ?? '', now);
  if (data === undefined) throw new WebError(404, 'notFound');
  const asked = Number(c.req.query('line'));
  const next = data.lines.find((line) => line.decision === null)?.lineNumber;
  const line = shown.line ?? (shown.scan?.line || (Number.isSafeInteger(asked) && asked > 0 ? asked : next));
  const expiry = await expiryOn(services.db.read, dayOf(now));
  const { form = emptyForm(), refused, scan, unread } = shown;
  const traced = { number: data.record.document.number, act: 'receipt' as const };
  const strip = await traceStrip(services.db.read, signedIn(c), traced, now);
  const props = { t, data, strip, form, refused, line, scan, unread, formKey: newFormKey(), now, expiry };
  const draft = data.record.document.status === 'draft';
  const page = draft ? <InspectPage {...props} /> : <RecordPage {...props} />;
  return c.render(page, { title: `${data.record.document.number} ${t.receiving.title}`, active: 'receiving' });
}
