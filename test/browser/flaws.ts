/** What a page must be for everyone, whoever looks at it. */
import type { Person } from './browser.ts';

/** One heading, every control and picture named, no id twice. */
export async function flawsOf({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const flaws: string[] = [];
    if (document.querySelectorAll('h1').length !== 1) flaws.push(`${document.querySelectorAll('h1').length} h1`);
    const controls = document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea');
    for (const control of controls) {
      const named = control.getAttribute('aria-label') ?? control.getAttribute('aria-labelledby');
      const label = [...(control.labels ?? [])].map((one) => one.textContent?.trim()).join('');
      if (!named && label === '') flaws.push(`no label: ${control.name}`);
    }
    for (const button of document.querySelectorAll('button, a[href]')) {
      const text = button.textContent?.trim() || button.getAttribute('aria-label');
      if (!text) flaws.push(`no words: ${button.outerHTML.slice(0, 80)}`);
    }
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) flaws.push(`twice: #${id}`);
    for (const image of document.querySelectorAll('img:not([alt])')) flaws.push(`no alt: ${image.outerHTML}`);
    return flaws;
  });
}

/** Column titles of the national list: they are written in the file, so the page must name them as they are. */
const FILE_TITLES = /forms_and_strengths|specialist_guided|cross_listed/g;

/** Words that only a program would say: values that are missing, codes that no dictionary knows. */
export async function programWordsOn({ page }: Person): Promise<string[]> {
  const [text = ''] = await page.locator('body').allInnerTexts();
  return (text.replace(FILE_TITLES, '').match(/\b(undefined|null|NaN)\b|\[object|\b[a-z]+_[a-z_]+\b/g) ?? []).map(
    (word) => `says ${word}`,
  );
}
