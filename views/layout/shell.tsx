/** What every document begins with, signed in or not: language, theme, one stylesheet, one script, the icons. */
import type { PropsWithChildren } from 'hono/jsx';
import type { Theme } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { AssetUrls } from '../../src/web/static.ts';
import type { Words } from '../i18n/index.ts';
import { Sprite } from '../ui/sprite.tsx';

export interface ShellProps {
  t: Words;
  /** Whose page it is, when a phone of theirs may keep it to be read without a network. */
  keptFor?: number | undefined;
  theme: Theme;
  title: string;
  assets: AssetUrls;
}

/** Nothing here moves by CSS transitions; settling would copy `style` onto the new elements, which the CSP refuses. */
const HTMX_CONFIG = JSON.stringify({ defaultSettleDelay: 0 });

const SCHEMES: Record<Theme, string> = { auto: 'light dark', light: 'light', dark: 'dark' };

export function Shell({ t, theme, title, assets, keptFor, children }: PropsWithChildren<ShellProps>) {
  return (
    <html lang={t.language === 'zh' ? 'zh-CN' : 'en'} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={SCHEMES[theme]} />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <title>{`${title} - ${t.frame.site}`}</title>
        <link rel="stylesheet" href={assets.stylesheet[theme]} />
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        <link rel="apple-touch-icon" href={assets.icons.small} />
        <link rel="manifest" href={paths.manifest()} />
        <meta name="theme-color" content="#0a655c" />
        <script src={assets.script} defer />
      </head>
      <body {...(keptFor !== undefined && { 'data-kept-for': String(keptFor) })}>
        <a class="skip-link" href="#main">
          {t.frame.skip}
        </a>
        {children}
        <Sprite />
      </body>
    </html>
  );
}
