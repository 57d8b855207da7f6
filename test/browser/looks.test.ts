/** Every main page at both widths, light and dark, in both languages: whole, calm, labelled, and kept as a picture. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { arrive, launch, type Person, picture, signIn, type Width } from './browser.ts';
import { BUYING_PEOPLE, buyingPages } from './buying-pages.ts';
import { someDecisions, someDocuments } from './candidates.ts';
import { DELIVERY_PEOPLE, deliveryPages } from './delivery-pages.ts';
import { EQUIPMENT_PEOPLE, equipmentPages } from './equipment-pages.ts';
import { flawsOf, programWordsOn } from './flaws.ts';
import { KEEPING_PEOPLE, keepingPages } from './keeping-pages.ts';
import { expectCalm } from './steps.ts';

type Pages = [name: string, path: string][];

let browser: Browser;
let known: ReturnType<typeof someDocuments> | undefined;
function found(): ReturnType<typeof someDocuments> {
  known ??= someDocuments();
  return known;
}

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

function hubPages(): Pages {
  const { shortage, picking, posted, difference, item } = found();
  return [
    ['home-hub', paths.home()],
    ['shortage-board', paths.shortages()],
    ['shortage-show', paths.shortage(shortage)],
    ['dispatches', paths.dispatches()],
    ['dispatch-picking', paths.dispatch(picking)],
    ['dispatch-show', paths.dispatch(posted)],
    ['slip-check', paths.slipCheck(posted)],
    ['discrepancies', paths.discrepancies({ state: 'all' })],
    ['discrepancy', paths.discrepancy(difference)],
    ['stock-matrix', paths.stock()],
    ['catalogue', paths.catalogue()],
    ['item', paths.item(item)],
    ['find', paths.finder(item)],
    ['password', paths.password()],
  ];
}

function branchPages(): Pages {
  const { receipt } = found();
  return [
    ['home-branch', paths.home()],
    ['shortages-own', paths.shortages()],
    ['shortage-new', paths.newShortage({ q: 'amxl' })],
    ...(receipt === undefined ? [] : ([['receipt', paths.dispatchReceipt(receipt.number)]] as Pages)),
  ];
}

/** What the chief pharmacist keeps: the formulary and the master data under it. */
function formularyPages(): Pages {
  return [
    ['home-chief', paths.home()],
    ['formulary', paths.formulary()],
    ['formulary-version', paths.formularyVersion(1)],
    ['formulary-draft', paths.formularyDraft()],
    ['formulary-draft-items', paths.formularyDraftItems({ q: 'amxl' })],
    ['formulary-draft-item', paths.formularyDraftItem('XP001')],
    ['formulary-difference', paths.formularyDifference()],
    ['formulary-exceptions', paths.formularyExceptions()],
    ['linkage', paths.linkage()],
    ['linkage-gaps', paths.linkageGaps()],
    ['linkage-items', paths.linkageItems()],
    ['item-new', paths.newItem({ q: 'amxl' })],
    ['item-trial', paths.item('XP003')],
    ['item-preparation', paths.item('ZJ001')],
    ['item-fact', paths.itemFact('XN001', 'essential')],
    ['item-pack', paths.itemPack('KG001')],
    ['fact-batch', paths.factBatch()],
    ['rules', paths.rules()],
    ['preparations', paths.preparations()],
    ['permit', paths.permit(1)],
    ['permit-new', paths.newPermit()],
    ['substitutes', paths.substitutes()],
    ['substitute', paths.substitute(1)],
    ['substitute-lookup', paths.substituteLookup({ q: 'atfttg' })],
    ['substitute-new', paths.newSubstitute()],
  ];
}

/** What goes before the committee, and its sessions. */
function committeePages(): Pages {
  const { onTrial, scored, scoring, submitted, called, closed } = someDecisions();
  const numbered: Pages = [
    ['dossier-trial', onTrial],
    ['dossier-scored', scored],
    ['dossier-scoring', scoring],
    ['dossier-submitted', submitted],
  ];
  return [
    ['selection', paths.selection()],
    ...numbered.map(([name, number]): [string, string] => [name, paths.dossier(number)]),
    ['comparison', paths.comparison()],
    ['trial', paths.trial()],
    ['trial-item', paths.trialItem('XP003')],
    ['committee', paths.committee()],
    ['session-new', paths.newSession()],
    ['session-called', paths.session(called)],
    ['session-closed', paths.session(closed)],
  ];
}

function memberPages(): Pages {
  const { scoring, called } = someDecisions();
  return [
    ['home-member', paths.home()],
    ['selection-member', paths.selection()],
    ['dossier-review', paths.dossierReview(scoring)],
    ['session-member', paths.session(called)],
  ];
}

function applicantPages(): Pages {
  return [
    ['dossier-choose', paths.newDossier({ q: 'amxl' })],
    ['dossier-new', paths.newDossier({ itemCode: 'XP011' })],
    ['formulary-branch', paths.formulary()],
    ['linkage-branch', paths.linkage()],
    ['substitutes-branch', paths.substitutes()],
  ];
}

const OFFICES: Record<string, Pages> = {
  dengguanli: [
    ['organisations', paths.organisations()],
    ['organisation', paths.organisation('XG18')],
    ['users', paths.users()],
    ['user-new', paths.newUser()],
  ],
  luoshenji: [
    ['audit', paths.audit()],
    ['verification', paths.verification()],
  ],
  linzongyaoshi: [['catalogue-import', paths.catalogueImport()]],
  zhongkuguan: [['opening-import', paths.openingImport()]],
};

async function review(person: Person, pages: Pages, suffix: string, width: Width): Promise<void> {
  const flaws: string[] = [];
  for (const [name, path] of pages) {
    const answer = await person.page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expectCalm(person);
    const seen = [...(await flawsOf(person)), ...(await programWordsOn(person))];
    flaws.push(...seen.map((flaw) => `${path}: ${flaw}`));
    await picture(person.page, `${name}-${width}${suffix}`);
  }
  expect(flaws).toEqual([]);
}

async function speak({ page }: Person, language: 'zh' | 'en'): Promise<void> {
  await page.locator(`form.lang button[value="${language}"]`).first().click();
  // A window that is closed while it loads may never say so
  await page.locator(`html[lang="${language === 'zh' ? 'zh-CN' : 'en'}"]`).waitFor();
  await page.waitForLoadState('load');
}

/** Every page at both widths, in both themes and both languages; not in each combination of the three. */
const LOOKS: { width: Width; colorScheme: 'light' | 'dark'; language: 'zh' | 'en' }[] = [
  { width: 'desktop', colorScheme: 'light', language: 'zh' },
  { width: 'phone', colorScheme: 'dark', language: 'zh' },
  { width: 'desktop', colorScheme: 'dark', language: 'en' },
];

describe.each(LOOKS)('$width, $colorScheme, $language', ({ width, colorScheme, language }) => {
  const suffix = `-${colorScheme}-${language}`;

  async function reviewAs(login: string, pages: Pages): Promise<void> {
    const person = await signIn(browser, login, width, { colorScheme });
    if (language === 'en') await speak(person, 'en');
    try {
      await review(person, pages, suffix, width);
    } finally {
      // The choice is kept with the person, who is needed elsewhere in Chinese
      if (language === 'en') await speak(person, 'zh');
      await person.context.close();
    }
  }

  it('pages of the hub', () => reviewAs('liuyaoshi', hubPages()));

  it('pages of a branch', () => reviewAs(found().receipt?.login ?? 'xieyaoshi', branchPages()));

  it.each(Object.entries(OFFICES))('pages of %s', (login, pages) => reviewAs(login, pages));

  it('pages of the formulary', () => reviewAs('linzongyaoshi', formularyPages()));

  it('pages of selection and the committee', () => reviewAs('linzongyaoshi', committeePages()));

  it('pages of a committee member', () => reviewAs('tangzhuren', memberPages()));

  it('pages of who applies', () => reviewAs('xieyaoshi', applicantPages()));

  it.each(BUYING_PEOPLE)('pages of buying of %s', (login) => reviewAs(login, buyingPages(login)));

  it.each(KEEPING_PEOPLE)('pages of keeping stock of %s', (login) => reviewAs(login, keepingPages(login)));

  it.each(EQUIPMENT_PEOPLE)('pages of equipment of %s', (login) => reviewAs(login, equipmentPages(login)));

  it.each(DELIVERY_PEOPLE)('pages of delivery of %s', (login) => reviewAs(login, deliveryPages(login)));

  it('the login page', async () => {
    const guest = await arrive(browser, width, { colorScheme });
    if (language === 'en') await speak(guest, 'en');
    await expectCalm(guest);
    expect(await flawsOf(guest)).toEqual([]);
    await picture(guest.page, `login-${width}${suffix}`);
    await guest.context.close();
  });
});
