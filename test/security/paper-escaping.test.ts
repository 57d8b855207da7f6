/** Hostile words in selection, committee, formulary, permits, substitutes, facts and rules show as text everywhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { toCsv } from '../../src/web/spreadsheets.ts';
import { addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { READS } from './access.ts';
import { unsafeMarkup } from './markup.ts';
import type { Papered } from './paper-forms.ts';
import { addPapers } from './papers.ts';
import { HOSTILE, openWorld } from './world.ts';

let world: Papered;
const readers = new Map<string, Browser>();

beforeAll(async () => {
  world = await addPapers(await openWorld());
  const { app, services, head, branchA, papers } = world;
  const auditor = await addPerson(services, head, 'auditor');
  const quality = await addPerson(services, head, 'quality_officer');
  const people = { chief: papers.chief, member: papers.members[0], applicant: branchA.person, auditor, quality };
  for (const [name, person] of Object.entries(people)) {
    if (person !== undefined) readers.set(name, await signIn(app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

/** Every page that shows what was written into the papers. */
function pagesOf({ papers }: Papered): string[] {
  const dossiers = [papers.returned, papers.submitted, papers.scoring, papers.scored];
  return [
    paths.home(),
    paths.selection(),
    ...dossiers.flatMap((number) => [paths.dossier(number), paths.dossierEdit(number), paths.dossierReview(number)]),
    ...dossiers.map((number) => paths.comparison({ dossier: number })),
    paths.trial({ state: 'against' }),
    paths.trial({ state: 'listed', q: HOSTILE }),
    paths.trialItem('AMX'),
    paths.committee(),
    paths.session(papers.session),
    paths.session(papers.called),
    paths.formularyDraft(),
    paths.formularyDraftItem('AMX'),
    paths.formularyDraftItems({ q: HOSTILE }),
    paths.formularyDifference({ to: 'draft' }),
    paths.formularyPublication(),
    paths.formularyExceptions(),
    paths.preparations({ q: HOSTILE }),
    paths.preparations(),
    paths.permit(papers.permitId),
    paths.substitutes(),
    paths.substitutes({ q: HOSTILE }),
    paths.substitute(papers.substituteId),
    paths.substitutes({ item: 'AMX' }),
    paths.newShortage({ itemCode: 'AMX' }),
    paths.dossier(papers.wished),
    paths.cataloguePreview(papers.importId),
    paths.itemCodes('AMX'),
    paths.rules({ q: HOSTILE }),
    paths.rule('selection_bands'),
    paths.ruleWithdrawal('selection_bands', papers.ruleValueId),
    paths.item('AMX'),
    paths.itemFact('AMX', 'insurance'),
    paths.catalogueLevel('concept', papers.conceptIds[0]),
    paths.dispatches({ item: HOSTILE }),
    paths.linkageGaps({ q: HOSTILE }),
    paths.linkageItems({ q: HOSTILE }),
    paths.audit({ q: papers.returned }),
  ];
}

describe('hostile words in papers', () => {
  it.each([
    ['chief', 20],
    ['member', 10],
    ['applicant', 6],
    ['auditor', 10],
    ['quality', 6],
  ] as const)('are text for the %s', async (name, least) => {
    const browser = readers.get(name);
    if (browser === undefined) throw new Error(name);
    const found: string[] = [];
    let seen = 0;
    const all = new Set([...pagesOf(world), ...Object.values(READS).map(({ path }) => path(world))]);
    const shown = [...all].filter((path) => !/\.(?:csv|xlsx|pdf)\b/.test(path));
    for (const path of shown) {
      for (const type of ['full', 'partial']) {
        const { status, text, headers } = await browser.get(path, { 'HX-Request-Type': type });
        if (status >= 500) found.push(`${path} ${status}`);
        if (status !== 200 || !(headers.get('Content-Type') ?? '').startsWith('text/html')) continue;
        seen += text.includes('&lt;script&gt;alert(') ? 1 : 0;
        for (const wrong of unsafeMarkup(text)) found.push(`${path} ${wrong.slice(0, 120)}`);
      }
    }
    expect(found).toEqual([]);
    expect(seen).toBeGreaterThan(least);
  });

  it('are text where the guidance of a substitute is offered', async () => {
    for (const [name, path] of [
      ['chief', paths.item('AMX')],
      ['chief', paths.substitute(world.papers.substituteId)],
      ['applicant', paths.substituteLookup({ item: 'AMX' })],
    ] as const) {
      const { status, text } = (await readers.get(name)?.get(path)) ?? { status: 0, text: '' };
      expect([path, status]).toEqual([path, 200]);
      expect([path, text.includes('&lt;script&gt;alert(1)')]).toEqual([path, true]);
      expect([path, unsafeMarkup(text)]).toEqual([path, []]);
    }
  });

  it('never begin a formula in a file', async () => {
    // Somebody fresh: many files by one person are braked
    const writer = await addPerson(world.services, world.head, 'chief_pharmacist');
    const chief = await signIn(world.app, writer.login);
    const { papers } = world;
    for (const path of [
      paths.selectionExport('csv'),
      paths.comparisonExport('csv', { dossier: papers.scored }),
      paths.trialExport('csv', { state: 'listed' }),
      paths.committeeExport('csv'),
      paths.formularyDraftExport('csv'),
      paths.formularyExceptionsExport('csv'),
      paths.preparationsExport('csv'),
      paths.substitutesExport('csv'),
      paths.rulesExport('csv'),
      paths.dispatchesExport('csv', { item: HOSTILE }),
    ]) {
      const { status, text } = await chief.get(path);
      expect([path, status]).toEqual([path, 200]);
      const cells = [...text.replace(/^\ufeff/, '').matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,\r\n]*)/gm)];
      const running = cells
        .map(([, cell = '']) => cell.replace(/^"/, ''))
        .filter((cell) => /^\s*[=+\-@]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
      expect([path, running]).toEqual([path, []]);
    }
    // The wish of the returned dossier begins one in two of its columns
    expect((await chief.get(paths.selectionExport('csv'))).text).toContain("'@x");
    expect(toCsv([{ head: 'a', value: (row: string) => row }], ['=1'])).toContain("'=1");
  });
});
