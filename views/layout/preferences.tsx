/** Language and theme as two small forms, so that the choice works without script. */
import type { Language, Theme } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';

const LANGUAGES: { value: Language; label: string; lang: string }[] = [
  { value: 'zh', label: '中', lang: 'zh-CN' },
  { value: 'en', label: 'EN', lang: 'en' },
];

/** `next` is the page to come back to. */
export function LanguageSwitch({ t, next }: { t: Words; next: string }) {
  return (
    <form class="lang" method="post" action={paths.preferences()} aria-label={t.frame.language}>
      <input type="hidden" name="next" value={next} />
      {LANGUAGES.map(({ value, label, lang }) =>
        value === t.language ? (
          <span aria-current="true">{label}</span>
        ) : (
          <button type="submit" name="language" value={value} lang={lang}>
            {label}
          </button>
        ),
      )}
    </form>
  );
}

const THEMES: Theme[] = ['auto', 'light', 'dark'];

export function ThemeSwitch({ t, theme, next }: { t: Words; theme: Theme; next: string }) {
  return (
    <form class="lang" method="post" action={paths.preferences()} aria-label={t.frame.theme}>
      <input type="hidden" name="next" value={next} />
      {THEMES.map((value) =>
        value === theme ? (
          <span aria-current="true">{t.frame.themes[value]}</span>
        ) : (
          <button type="submit" name="theme" value={value}>
            {t.frame.themes[value]}
          </button>
        ),
      )}
    </form>
  );
}
