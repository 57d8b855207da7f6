/** The first step of an application: which medicine, by the one search of the catalogue. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import { ItemResults } from '../catalogue/item-picker.tsx';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';

export interface ChoosePageProps {
  t: Words;
  q: string;
  items: readonly ItemRow[];
}

/** A search box that works without script: the answer is this page again. */
export function ItemFinder({ t, q, action, label }: { t: Words; q: string; action: string; label: string }) {
  return (
    <form class="finder field-finder" method="get" action={action}>
      <Icon name="i-search" />
      <input
        class="input"
        type="search"
        name="q"
        value={q}
        autocomplete="off"
        maxlength={200}
        aria-label={label}
        placeholder={label}
      />
      <Button kind="plain">{t.forms.search}</Button>
    </form>
  );
}

export function ChoosePage({ t, q, items }: ChoosePageProps) {
  const words = t.selection.choose;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.selection.title, href: paths.selection() }]}
        crumbsLabel={t.frame.position}
        facts={[words.text]}
      />
      <div class="stack">
        <ItemFinder t={t} q={q} action={paths.newDossier()} label={words.search} />
        <form class="form" method="get" action={paths.newDossier()}>
          <ItemResults
            t={t}
            items={items}
            q={q}
            name="itemCode"
            chosen={items.length === 1 ? items[0]?.code : undefined}
          />
          {q !== '' && (
            <div class="buttons">
              <Button kind="primary">{words.act}</Button>
            </div>
          )}
        </form>
      </div>
    </>
  );
}
