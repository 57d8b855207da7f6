/** What people do on the road of the formulary: apply, review, call, vote, change the draft. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Person, WIDTHS, type Width } from './browser.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

/** Looks at the page as it is at the other width too, and goes back. */
export async function lookBothWays(person: Person, path: string): Promise<void> {
  await look(person, path);
  const { page } = person;
  const size = page.viewportSize() ?? WIDTHS.desktop;
  for (const width of Object.keys(WIDTHS) as Width[]) {
    await page.setViewportSize(WIDTHS[width]);
    await expectCalm(person);
  }
  await page.setViewportSize(size);
}

function numberIn(text: string, prefix: string): string {
  const found = new RegExp(`${prefix}-\\d{8}-\\d{4}`).exec(text)?.[0];
  expect(found, text).toBeDefined();
  return found ?? '';
}

/** Finds the item, fills in the application and hands it in; its number. */
export async function applyFor(person: Person, code: string, name: string): Promise<string> {
  const { page } = person;
  await look(person, paths.newDossier({ q: name }));
  await page.locator(`input[name="itemCode"][value="${code}"]`).check();
  await press(page, page.locator('main form button.primary'));
  await expectCalm(person);
  // What is missing is said, and what was typed stays
  await page.locator('[name="indication"]').fill('酸相关性疾病与高脂血症的规范治疗');
  await press(page, page.locator('main form button[name="act"][value="submit"]'));
  await expectCalm(person);
  expect(await page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
  expect(await page.locator('[name="indication"]').inputValue()).toContain('酸相关性疾病');
  await page.locator('[name="reason"]').fill('分院每月外配处方40余张，患者往返县城。');
  await page.locator('[name="comparison"]').fill('与现有同类药比较：每日1次，疗效不劣。');
  await page.locator('[name="evidence"]').fill('国内指南推荐；随机对照研究两项。');
  await page.locator('[name="dailyYuan"]').fill('4.98');
  for (const tier of ['county', 'township', 'village']) {
    await page.locator(`input[name="tiers"][value="${tier}"]`).check();
  }
  await page.locator('[name="interests"]').fill('无利益关系');
  await press(page, page.locator('main form button[name="act"][value="submit"]'));
  await expectCalm(person);
  return numberIn(page.url(), 'LX');
}

/** The chief gives the dossier to these people. */
export async function assignTo(chief: Person, dossier: string, names: readonly string[]): Promise<void> {
  const { page } = chief;
  await look(chief, paths.dossier(dossier));
  for (const name of names) await page.locator('label', { hasText: name }).locator('input[name="reviewers"]').check();
  await press(page, page.locator('main form[action$="/reviewers"] button.primary'));
  await expectCalm(chief);
}

/** States that there is no interest, gives every criterion the choice at `place` from the top with its evidence. */
export async function scoreAll(reviewer: Person, dossier: string, place: number): Promise<void> {
  const { page } = reviewer;
  await look(reviewer, paths.dossierReview(dossier));
  await page.locator('input[name="interest"][value="none"]').check();
  await press(page, page.locator('main form[action$="/interest"] button.primary'));
  await expectCalm(reviewer);
  const boxes = page.locator('main select[name^="score."]');
  for (let index = 0; index < (await boxes.count()); index += 1) {
    const values = await boxes
      .nth(index)
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter((value) => value !== ''));
    await boxes.nth(index).selectOption(values[Math.min(place, values.length - 1)] ?? '');
  }
  const proofs = page.locator('main input[name^="evidence."]');
  for (let index = 0; index < (await proofs.count()); index += 1)
    await proofs.nth(index).fill('说明书与申请书所附文献');
  await press(page, page.locator('main form[action$="/review"] button[value="submit"]'));
  await expectCalm(reviewer);
}

/** The chief calls a session for today; its number. */
export async function callToday(chief: Person, title: string, today: string): Promise<string> {
  const { page } = chief;
  await look(chief, paths.newSession());
  await page.locator('[name="plan.title"]').fill(title);
  await page.locator('[name="plan.heldOn"]').fill(today);
  await page.locator('[name="plan.place"]').fill('三楼会议室');
  await press(page, page.locator('main form button.primary'));
  await expectCalm(chief);
  return numberIn(page.url(), 'HY');
}

/** Opens what is folded around a form. */
async function unfold(person: Person, action: string) {
  const fold = person.page.locator('main details.fold', { has: person.page.locator(`form[action$="${action}"]`) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  return fold.locator(`form[action$="${action}"]`);
}

/** Puts a dossier, or the draft, on the agenda. */
export async function putOnAgenda(chief: Person, session: string, dossier: string | null): Promise<void> {
  await look(chief, paths.session(session));
  const form = await unfold(chief, '/matters');
  await form.locator(`input[name="matter.kind"][value="${dossier === null ? 'version' : 'dossier'}"]`).check();
  if (dossier !== null) await form.locator('select[name="matter.dossier"]').selectOption(dossier);
  await press(chief.page, form.locator('button').last());
  await expectCalm(chief);
}

export async function openNow(chief: Person, session: string): Promise<void> {
  await look(chief, paths.session(session));
  await press(chief.page, chief.page.locator('main form[action$="/opening"] button'));
  await expectCalm(chief);
}

/** Comes to the session by the member's own press. */
export async function attend(member: Person, session: string): Promise<void> {
  await look(member, paths.session(session));
  await press(
    member.page,
    member.page
      .locator('main aside form[action$="/attendance"] button.primary, main form[action$="/attendance"] button.primary')
      .first(),
  );
  await expectCalm(member);
}

/** The chief writes down that somebody came, and how this is known. */
export async function noteAttendance(chief: Person, session: string, name: string): Promise<void> {
  await look(chief, paths.session(session));
  const form = await unfold(chief, '/attendance');
  const box = form.locator('select[name="attend.person"]');
  const value = await box.locator('option', { hasText: name }).getAttribute('value');
  await box.selectOption(value ?? '');
  await form.locator('[name="attend.note"]').fill('签到表第4行');
  await press(chief.page, form.locator('button').last());
  await expectCalm(chief);
}

/** Votes for the one matter that waits for this member. */
export async function voteFor(member: Person, session: string): Promise<void> {
  await look(member, paths.session(session));
  const form = member.page.locator('main form[action$="/vote"]').first();
  await form.locator('input[name="choice"][value="for"]').check();
  await press(member.page, form.locator('button.primary'));
  await expectCalm(member);
}

/** Counts the matter that is open. */
export async function count(chief: Person, session: string): Promise<void> {
  await look(chief, paths.session(session));
  const form = await unfold(chief, '/decision');
  await press(chief.page, form.locator('button').last());
  await expectCalm(chief);
}

export async function closeWith(chief: Person, session: string, minutes: string): Promise<void> {
  await look(chief, paths.session(session));
  const form = await unfold(chief, '/closing');
  await form.locator('[name="close.minutes"]').fill(minutes);
  await press(chief.page, form.locator('button').last());
  await expectCalm(chief);
}

/** Finds an item for the draft and takes it out of the formulary, with its last day of use. */
export async function removeByHand(chief: Person, code: string, name: string, useUntil: string): Promise<void> {
  const { page } = chief;
  await lookBothWays(chief, paths.formularyDraftItems({ q: name }));
  await press(page, page.locator(`main tbody a[href="${paths.formularyDraftItem(code)}"]`).first());
  await expectCalm(chief);
  await page.locator('input[name="act"][value="remove"]').check();
  await page.locator('[name="useUntil"]').fill(useUntil);
  await page.locator('[name="reason"]').fill('用量低，同类药充足');
  await press(page, page.locator(`main form[action="${paths.formularyDraftItem(code)}"] button.primary`));
  await expectCalm(chief);
}

/** Says from when on the draft is to hold. */
export async function dateDraft(chief: Person, day: string): Promise<void> {
  const { page } = chief;
  await look(chief, paths.formularyDraft());
  await page.locator('[name="effectiveOn"]').fill(day);
  await press(page, page.locator(`main form[action="${paths.formularyDescription()}"] button`));
  await expectCalm(chief);
}

/** True when the order page offers the item to this person. */
export async function isOffered(person: Person, name: string, code: string): Promise<boolean> {
  await lookBothWays(person, paths.newShortage({ q: name }));
  await textOf(person.page.locator('#drug-results'));
  return (await person.page.locator(`#drug-results input[value="${code}"]`).count()) > 0;
}
