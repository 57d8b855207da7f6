/** The page on which members' places are set by hand or read from a sheet. */
import { PointsPage } from '../../views/redistribution/points-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { UPLOAD_BYTES } from '../imports/forms.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { pointForm, pointsFileForm, pointsQuery } from './forms.ts';
import { importPoints, POINT_COLUMNS, setPoint } from './point-commands.ts';
import { placedMembers } from './point-queries.ts';
import { degreesText } from './rules.ts';

export function pointRoutes(services: Services): Router {
  const router = createRouter();
  const makers = requirePermission('proposal.make');
  const readers = requirePermission('stock.read');
  router.get(paths.memberPoints(), readers, (c) => show(c, services, { name: '', state: emptyForm() }));
  router.get(paths.memberPointsTemplate(), readers, requirePermission('export'), (c) => sendSheet(c, services));
  router.post(paths.memberPoints(), makers, (c) => handleOne(c, services));
  router.post(paths.memberPointsFile(), makers, (c) => handleFile(c, services));
  return router;
}

async function show(c: AppContext, services: Services, form: { name: string; state: FormState }): Promise<Response> {
  const { roles, scopePath } = signedIn(c);
  if (scopePath !== '/') throw new WebError(404, 'notFound');
  const t = wordsFor(c);
  const { q, missing, member } = pointsQuery.parse(c.req.query());
  const db = services.db.read;
  const rows = await placedMembers(db, { q, missing: missing === '1' });
  const code = form.state.values.member?.[0] ?? member;
  const chosen =
    code === undefined ? undefined : (await placedMembers(db, { missing: false })).find((one) => one.code === code);
  const shown = {
    t,
    rows,
    q: q ?? '',
    missing: missing === '1',
    chosen,
    form,
    formKey: newFormKey,
    can: may(roles, 'proposal.make'),
  };
  return c.render(<PointsPage {...shown} />, { title: t.redistribution.points.title, active: 'transfers' });
}

/** The places as they are, in the columns that are read: filled in and read again. */
async function sendSheet(c: AppContext, services: Services): Promise<Response> {
  if (signedIn(c).scopePath !== '/') throw new WebError(404, 'notFound');
  const rows = await placedMembers(services.db.read, { missing: false });
  const [code, latitude, longitude] = POINT_COLUMNS.map((column) => column.titles[0] ?? '');
  const degrees = (micro: number | undefined) => (micro === undefined ? '' : degreesText(micro));
  const t = wordsFor(c);
  const columns = [
    { head: code ?? '', value: (row: (typeof rows)[number]) => row.code },
    { head: t.redistribution.points.member, value: (row: (typeof rows)[number]) => row.shortName },
    { head: latitude ?? '', value: (row: (typeof rows)[number]) => degrees(row.point?.latitudeMicro) },
    { head: longitude ?? '', value: (row: (typeof rows)[number]) => degrees(row.point?.longitudeMicro) },
  ];
  return spreadsheet(c, t.redistribution.points.title, columns, rows);
}

async function handleOne(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, pointForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'one', state: form });
  }
  const { idempotency_key: key, member: memberCode, latitude, longitude } = form.value;
  const done = await setPoint(services, viewerToActor(signedIn(c)), key, { memberCode, latitude, longitude });
  if (done.ok) {
    const title = wordsFor(c).redistribution.points.set(done.value.member);
    return redirectWith(c, paths.memberPoints(), { tone: 'accent', title });
  }
  if (statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, { name: 'one', state: refusedForm(c, form.values, done) });
}

async function handleFile(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, pointsFileForm, { maxBytes: UPLOAD_BYTES });
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'file', state: form });
  }
  const { idempotency_key: key, file } = form.value;
  const content = new Uint8Array(await file.arrayBuffer());
  const done = await importPoints(services, viewerToActor(signedIn(c)), key, { name: file.name, content });
  if (done.ok) {
    const title = wordsFor(c).redistribution.points.read(done.value.members);
    return redirectWith(c, paths.memberPoints(), { tone: 'accent', title });
  }
  if (statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, { name: 'file', state: refusedForm(c, form.values, done) });
}
