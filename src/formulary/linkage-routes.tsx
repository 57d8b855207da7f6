/** Pages of linkage: coverage by member, what is missing where with its proposal, items by tier; each as a file too. */
import { GapsPage } from '../../views/formulary/linkage-gaps-page.tsx';
import type { GapsPageProps } from '../../views/formulary/linkage-gaps-props.ts';
import { LinkageItemsPage } from '../../views/formulary/linkage-items-page.tsx';
import { LinkagePage } from '../../views/formulary/linkage-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { paths, type Query } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber, pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { seesDrafts } from './draft-routes.tsx';
import { proposeTiers } from './linkage-commands.ts';
import { coverageQuery, gapQuery, itemTierQuery, proposalForm, readPick } from './linkage-forms.ts';
import { gapsIn, insteadFor, proposablesIn } from './linkage-gap-queries.ts';
import { itemTiers, membersStocking } from './linkage-item-queries.ts';
import { type CoverageLine, coverageLines, type Linkage, loadLinkage } from './linkage-queries.ts';
import { sumOf } from './linkage-rules.ts';
import { exportCoverage, exportGaps, exportItemTiers } from './linkage-sheets.ts';

const PAGE_SIZE = 50;

export function linkageRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const exporters = requirePermission('export');
  router.get(paths.linkage(), readers, (c) => showCoverage(c, services));
  router.get('/linkage/:file{export\\.(?:csv|xlsx)}', readers, exporters, async (c) => {
    const { filter, linkage, lines } = await coverageOn(c, services);
    return exportCoverage(c, linesFor(lines, filter.q, undefined, true), linkage.day);
  });
  router.get(paths.linkageGaps(), readers, (c) => showGaps(c, services, emptyForm()));
  router.get('/linkage/gaps/:file{export\\.(?:csv|xlsx)}', readers, exporters, async (c) => {
    const filter = gapQuery.parse(c.req.query());
    const linkage = await linkageOn(c, services, filter.on);
    return exportGaps(c, await gapsIn(services.db.read, linkage, filter), linkage.day);
  });
  router.get(paths.linkageItems(), readers, (c) => showItems(c, services));
  router.get('/linkage/items/:file{export\\.(?:csv|xlsx)}', readers, exporters, async (c) => {
    const filter = itemTierQuery.parse(c.req.query());
    return exportItemTiers(c, await itemTiers(services.db.read, filter, askedOn(c, services, filter.on)));
  });
  router.post(paths.linkageProposals(), requirePermission('formulary.draft'), (c) => handleProposal(c, services));
  return router;
}

/** What the reader may see, and of which day. */
function askedOn(c: AppContext, services: Services, on: string | undefined) {
  const today = dayOf(services.clock.now());
  return { scopePath: signedIn(c).scopePath, day: on ?? today, today };
}

function linkageOn(c: AppContext, services: Services, on: string | undefined): Promise<Linkage> {
  return loadLinkage(services.db.read, askedOn(c, services, on));
}

async function coverageOn(c: AppContext, services: Services) {
  const filter = coverageQuery.parse(c.req.query());
  const linkage = await linkageOn(c, services, filter.on);
  return { filter, linkage, lines: coverageLines(linkage) };
}

/** Townships with the clinics of the opened one; every member that fits when something was typed. */
function linesFor(
  lines: readonly CoverageLine[],
  q: string | undefined,
  open: string | undefined,
  whole: boolean,
): CoverageLine[] {
  const tokens = queryTokens(q ?? '');
  if (tokens.length > 0) {
    return lines.filter(({ member }) => tokens.every((token) => member.searchText.includes(token)));
  }
  if (whole) return [...lines];
  const townships = new Map(
    lines.filter(({ member }) => member.tier === 'township').map((one) => [one.member.id, one]),
  );
  return lines.filter(({ member }) => {
    const above = townships.get(member.parentId ?? 0);
    return member.tier === 'township' || above === undefined || above.member.code === open;
  });
}

async function showCoverage(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { filter, linkage, lines } = await coverageOn(c, services);
  const fitting = linesFor(lines, filter.q, filter.open, false);
  const of = (tier: 'township' | 'village') => lines.filter(({ member }) => member.tier === tier);
  const sum = (some: CoverageLine[]) => (some.length === 0 ? null : sumOf(some.map((line) => line.coverage)));
  const townships = of('township');
  const pictured = townships.length > 1 ? townships : lines;
  const { version, day, today } = linkage;
  const shown = { t, version, day, today, filter, ...pageOf(fitting, c.req.query('page'), PAGE_SIZE) };
  const more = {
    pictured: pictured.slice(0, PAGE_SIZE),
    sums: { township: sum(townships), village: sum(of('village')) },
    listed: linkage.concepts.length > 0,
    mayExport: may(signedIn(c).roles, 'export'),
  };
  return c.render(<LinkagePage {...shown} {...more} />, { title: t.linkage.title, active: 'linkage' });
}

async function gapsProps(c: AppContext, services: Services, form: FormState): Promise<GapsPageProps> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const filter = gapQuery.parse(c.req.query());
  const linkage = await linkageOn(c, services, filter.on);
  const every = await gapsIn(db, linkage, { ...filter, cause: undefined });
  const gaps = every.filter((gap) => filter.cause === undefined || gap.cause === filter.cause);
  const page = pageOf(gaps, c.req.query('page'), PAGE_SIZE);
  const proposed = filter.cause === 'tier' ? gaps : [];
  const { lines: proposables, draftNumber } = await proposablesIn(db, proposed, seesDrafts(viewer));
  const tier = every.filter((gap) => gap.cause === 'tier').length;
  const { roles } = viewer;
  const { version, day, today } = linkage;
  return {
    ...{ t, version, day, today, filter, ...page, proposables, draftNumber, form },
    memberName: linkage.members.find((one) => one.code === filter.member)?.shortName,
    instead: await insteadFor(db, linkage, page.rows, viewer.scopePath),
    counts: { tier, stock: every.length - tier },
    can: {
      propose: may(roles, 'formulary.draft'),
      register: may(roles, 'shortage.register') || may(roles, 'shortage.answer'),
      export: may(roles, 'export'),
    },
    formKey: newFormKey(),
  };
}

async function showGaps(c: AppContext, services: Services, form: FormState) {
  const props = await gapsProps(c, services, form);
  return c.render(<GapsPage {...props} />, { title: props.t.linkage.sections.gaps, active: 'linkage' });
}

async function handleProposal(c: AppContext, services: Services) {
  const words = wordsFor(c).linkage;
  const form = await readForm(c, proposalForm);
  if (!form.ok) {
    c.status(422);
    return showGaps(c, services, form);
  }
  const { idempotency_key: key, pick, reason } = form.value;
  const picks = [...new Set(pick)].map(readPick);
  const proposed = await proposeTiers(services, viewerToActor(signedIn(c)), key, { picks, reason });
  if (!proposed.ok) {
    if (proposed.reason === 'forbidden') throw refusalError(c, proposed);
    c.status(statusOf(proposed));
    return showGaps(c, services, refusedForm(c, form.values, proposed));
  }
  const { changed, documentNumber } = proposed.value;
  const query: Query = { ...c.req.query() };
  return redirectWith(c, paths.linkageGaps(query), {
    tone: 'accent',
    title: changed > 0 ? words.proposed(changed) : words.nothingNew,
    text: documentNumber,
    link: { href: paths.formularyDraft(), label: words.openDraft },
  });
}

async function showItems(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const filter = itemTierQuery.parse(c.req.query());
  const asked = askedOn(c, services, filter.on);
  const wanted = pageNumber(c.req.query('page'), Number.MAX_SAFE_INTEGER, PAGE_SIZE);
  const result = await itemTiers(db, filter, asked, { number: wanted, size: PAGE_SIZE });
  const page = pageNumber(c.req.query('page'), result.total, PAGE_SIZE);
  const open = result.rows.find((line) => line.code === filter.open);
  const opened = open && (await membersStocking(db, open.itemId, { ...asked, day: result.day }));
  const shown = { t, today: asked.today, filter, result, opened, page, size: PAGE_SIZE };
  const mayExport = may(signedIn(c).roles, 'export');
  return c.render(<LinkageItemsPage {...shown} mayExport={mayExport} />, { title: t.linkage.title, active: 'linkage' });
}
