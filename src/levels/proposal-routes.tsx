/** Pages of proposals: what use suggests beside what is set; taken over one by one, chosen, or all at once. */
import { ProposalMembersPage } from '../../views/levels/members-page.tsx';
import { ProposalsPage } from '../../views/levels/proposals-page.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { ok, type Result } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { type AcceptInput, acceptAll, acceptProposals, askProposals } from './commands.ts';
import { proposalColumns } from './exports.ts';
import { acceptForm, memberForm, proposalQuery } from './forms.ts';
import { listProposals, proposalsByMember } from './list-queries.ts';
import { itemsTyped, limitsTyped, wantedMember } from './page-asks.ts';
import { proposeLevels } from './propose-commands.ts';

const PAGE_SIZE = 50;

export function proposalRoutes(services: Services): Router {
  const router = createRouter();
  const setters = requirePermission('target.set');
  const readers = requirePermission('demand.read');
  router.get(paths.levelProposals(), readers, (c) => showProposals(c, services, emptyForm()));
  router.get('/levels/proposals/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportProposals(c, services),
  );
  router.get(paths.levelMembers(), readers, (c) => showMembers(c, services));
  router.post(paths.levelProposals(), setters, (c) => handleChosen(c, services));
  router.post(paths.levelProposalsAll(), setters, (c) => handleAll(c, services));
  router.post(paths.levelComputation(), setters, (c) => handleComputation(c, services));
  return router;
}

async function askedFor(c: AppContext, services: Services, typedMember?: string) {
  const asked = proposalQuery.parse(c.req.query());
  const { members, member } = await wantedMember(c, services, typedMember ?? asked.member);
  const q = asked.q ?? '';
  const list = await listProposals(services.db.read, { organisationId: member.id, q, show: asked.show });
  return { members, member, q, show: asked.show, ...list };
}

async function showProposals(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { lines, ...asked } = await askedFor(c, services, form.values['member']?.[0]);
  const { roles } = signedIn(c);
  const can = { set: may(roles, 'target.set'), export: may(roles, 'export') };
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, ...asked, page, form, formKey: newFormKey(), can };
  return c.render(<ProposalsPage {...shown} />, { title: t.levels.proposals, active: 'targets' });
}

async function exportProposals(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { lines, member } = await askedFor(c, services);
  return spreadsheet(c, `${t.levels.proposals}-${member.name}`, proposalColumns(t), lines);
}

async function showMembers(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const members = await proposalsByMember(services.db.read, signedIn(c).scopePath);
  const page = pageOf(members, c.req.query('page'), PAGE_SIZE);
  return c.render(<ProposalMembersPage t={t} page={page} />, { title: t.levels.byMember, active: 'targets' });
}

type Chosen = Record<
  string,
  { chosen: boolean; seenLeast: number; seenMost: number } & Parameters<typeof limitsTyped>[0][string]
>;

async function linesChosen(
  services: Services,
  member: Parameters<typeof itemsTyped>[1],
  line: Chosen,
): Promise<Result<AcceptInput['lines']>> {
  const chosen = Object.fromEntries(Object.entries(line).filter(([, one]) => one.chosen));
  const limits = limitsTyped(chosen, await itemsTyped(services, member, chosen));
  if (!limits.ok) return limits;
  return ok(
    limits.value.map(({ itemId, leastBase, mostBase }) => {
      const { seenLeast = 0, seenMost = 0 } = chosen[String(itemId)] ?? {};
      const least = leastBase ?? 0;
      return { itemId, seenLeast, seenMost, leastBase: least, mostBase: mostBase ?? least };
    }),
  );
}

async function answer(
  c: AppContext,
  services: Services,
  done: Answer<{ changed: number }> | Exclude<Result<unknown>, { ok: true }>,
  values: FormState['values'],
): Promise<Response> {
  const member = values['member']?.[0];
  if (done.ok) {
    const title = wordsFor(c).levels.accepted(done.value.changed);
    return redirectWith(c, paths.levelProposals({ member }), { tone: 'accent', title });
  }
  if (done.reason === 'forbidden' || done.reason === 'not_found') throw refusalError(c, done);
  c.status(statusOf(done));
  return showProposals(c, services, refusedForm(c, values, done));
}

async function handleChosen(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, acceptForm);
  if (!form.ok) {
    c.status(422);
    return showProposals(c, services, form);
  }
  const { idempotency_key: key, member: code, line, reason } = form.value;
  const { member } = await wantedMember(c, services, code);
  const lines = await linesChosen(services, member, line);
  const done = lines.ok
    ? await acceptProposals(services, viewerToActor(signedIn(c)), key, { member: code, lines: lines.value, reason })
    : lines;
  return answer(c, services, done, form.values);
}

async function handleAll(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, memberForm);
  if (!form.ok) {
    c.status(422);
    return showProposals(c, services, form);
  }
  const { idempotency_key: key, member, reason } = form.value;
  const done = await acceptAll(services, viewerToActor(signedIn(c)), key, { member, reason });
  return answer(c, services, done, form.values);
}

/** Makes the proposals of one member anew: some hundred items, within the request. */
async function handleComputation(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, memberForm);
  if (!form.ok) {
    c.status(422);
    return showProposals(c, services, form);
  }
  const { idempotency_key: key, member } = form.value;
  const asked = await askProposals(services, viewerToActor(signedIn(c)), key, { member });
  if (!asked.ok) return answer(c, services, asked, form.values);
  const { items } = asked.repeated ? { items: 0 } : await proposeLevels(services, { memberId: asked.value.memberId });
  const title = wordsFor(c).levels.computed(items);
  return redirectWith(c, paths.levelProposals({ member }), { tone: 'accent', title });
}
