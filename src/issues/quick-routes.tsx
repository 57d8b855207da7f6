/** The short page of issues: what lies on the shelf, and one scan more. */
import { QuickIssuePage } from '../../views/issues/quick-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { carriersOf, isRequired } from '../tracing/capture-commands.ts';
import { emptyForm, type FormState, newFormKey, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import type { AppContext } from '../web/router.ts';
import { shelfOf } from './entry-queries.ts';
import { quickQuery } from './forms.ts';
import { withQuickScan } from './quick-scan.ts';

/** Items of which something was typed or scanned: their rows stay, whatever the search shows. */
function typedItems(values: FormState['values']): Set<number> {
  const named = Object.entries(values).flatMap(([name, [typed = '']]) => {
    const [, id] = /^line\.(\d{1,12})\.(?:packs|units|codes)$/.exec(name) ?? [];
    return id === undefined || typed.trim() === '' ? [] : [Number(id)];
  });
  return new Set(named);
}

/** The short page with a form as it was typed; `refusal` says why its last scan was not taken. */
export async function showQuick(
  c: AppContext,
  services: Services,
  form: FormState,
  refusal: Refusal | null = null,
): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { organisationId } = signedIn(c);
  const { q } = quickQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const rows = await shelfOf(db, organisationId, q, today, typedItems(form.values));
  const goods = await carriersOf(
    db,
    rows.map((row) => row.item.id),
  );
  const carriers = new Set([...goods].filter(([, one]) => one.carries).map(([id]) => id));
  const shown = { t, form, rows, q: q ?? '', formKey: newFormKey(), refusal };
  const required = await isRequired(db, 'issue', today);
  const page = <QuickIssuePage {...shown} carriers={carriers} required={required} />;
  return c.render(page, { title: t.issues.quickTitle, active: 'quickIssue' });
}

/** One scan of the short page: the page again with a pack more, or with why not. */
export async function handleQuickScan(
  c: AppContext,
  services: Services,
  values: FormState['values'],
): Promise<Response> {
  const scanned = values.scan?.[0] ?? values.q?.[0] ?? '';
  const { organisationId } = signedIn(c);
  if (scanned.trim() === '') return showQuick(c, services, { ...emptyForm(), values });
  const asked = { organisationId, scanned, values, at: services.clock.now() };
  const next = await withQuickScan(services.db.read, asked);
  if (next.ok) return showQuick(c, services, { ...emptyForm(), values: next.value });
  c.status(statusOf(next));
  return showQuick(c, services, refusedForm(c, values, next), next);
}
