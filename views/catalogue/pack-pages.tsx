/** Changing a pack, and taking an item out of use, which says first what is still there. */
import type { StillThere } from '../../src/catalogue/item-page-queries.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { factCrumbs } from './fact-page.tsx';
import { itemDetail } from './item-words.tsx';
import { labelsOf } from './new-item-page.tsx';
import { PackFields } from './pack-fields.tsx';

interface PackPageProps {
  t: Words;
  item: ItemRow;
  fixed: boolean;
  seen: string;
  form: FormState;
  formKey: string;
}

export function PackPage({ t, item, fixed, seen, form, formKey }: PackPageProps) {
  const words = t.items;
  return (
    <>
      <PageHead
        title={words.editPack}
        crumbs={factCrumbs(t, item)}
        crumbsLabel={t.frame.position}
        facts={[itemDetail(t, item)]}
      />
      <form class="form" method="post" action={paths.itemPack(item.code)}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t, item.kind)} />
        <HiddenKey value={formKey} />
        <Hidden name="seen" value={seen} />
        <PackFields t={t} form={form} row={item} fixed={fixed} />
        <SubmitBar consequence={words.historyKept}>
          <Button kind="primary">{words.save}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

interface RetirePageProps {
  t: Words;
  item: ItemRow;
  there: StillThere;
  /** Shortage requests that are not settled. */
  requests: number;
  form: FormState;
  formKey: string;
}

export function RetirePage({ t, item, there, requests, form, formKey }: RetirePageProps) {
  const words = t.items;
  const quantity = (base: number) => quantityText(t, base, item);
  const consequences = [
    words.retireIntro,
    there.onHandBase > 0 ? words.retireStock(quantity(there.onHandBase), there.members) : words.retireNoStock,
    ...(there.reservations > 0 ? [words.retireReserved(quantity(there.reservedBase), there.reservations)] : []),
    requests > 0 ? words.retireRequests(requests) : words.retireNoRequests,
    words.retireUndo,
  ];
  return (
    <>
      <PageHead
        title={words.retire}
        crumbs={factCrumbs(t, item)}
        crumbsLabel={t.frame.position}
        facts={[itemDetail(t, item)]}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={paths.itemRetirement(item.code)}
        question={words.retireTitle(item.genericName)}
        consequences={consequences}
        buttons={
          <>
            <Button kind="danger">{words.retireSubmit}</Button>
            <LinkButton href={paths.item(item.code)} kind="plain">
              {words.keep}
            </LinkButton>
          </>
        }
      >
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
      </Confirm>
    </>
  );
}
