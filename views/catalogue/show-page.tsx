/** One item: its levels, facts as of a day, codes, where it lies, what was paid, and what touches it. */
import { paths } from '../../src/paths.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { ItemCodes } from './item-codes.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemLevels } from './item-levels.tsx';
import type { ItemPageProps } from './item-page-props.ts';
import { PriceHistory, Versions } from './item-past.tsx';
import { Substitutes } from './item-substitutes.tsx';
import { LatestDispatches, OpenShortages } from './item-traffic.tsx';
import { ItemTags, strengthAndPack } from './item-words.tsx';
import { WhereStocked } from './where-stocked.tsx';

export function ItemPage(props: ItemPageProps) {
  const { t, item, can } = props;
  const words = t.catalogue;
  return (
    <>
      <PageHead
        title={item.genericName}
        crumbs={[
          { label: words.title, href: paths.catalogue() },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<ItemTags t={t} item={item} />}
        facts={[item.form, strengthAndPack(t, item), item.manufacturer || words.unknownMaker].filter(
          (each) => each !== '',
        )}
        actions={can.edit && <EditButtons {...props} />}
      />
      <Columns>
        <div class="stack">
          <Notices {...props} />
          <ItemFacts {...props} />
          {can.readStock && (
            <WhereStocked t={t} itemCode={item.code} shape={item} members={props.members} expiry={props.expiry} />
          )}
          <Substitutes {...props} />
          {props.approvedSubstitutes}
          {props.permits.length > 0 && (
            <Panel title={t.items.permits} padded={false}>
              {props.permits}
            </Panel>
          )}
          {item.kind === 'preparation' && props.permits.length === 0 && (
            <Panel title={t.items.permits}>
              <p class="note">{t.preparations.rule}</p>
            </Panel>
          )}
          {can.readStock && <OpenShortages t={t} item={item} shortages={props.shortages} />}
          {can.readStock && <LatestDispatches {...props} />}
        </div>
        <Rail label={t.items.levels}>
          <ItemLevels {...props} />
          <ItemCodes {...props} />
          <Versions t={t} versions={props.versions} />
          {props.sellingPrice}
          {can.seePrices && <PriceHistory t={t} prices={props.prices} />}
        </Rail>
      </Columns>
    </>
  );
}

function EditButtons({ t, item, levels, formKey }: ItemPageProps) {
  const words = t.items;
  return (
    <>
      <LinkButton href={paths.newItem({ product: levels.product.id })} icon="i-plus">
        {words.newPack}
      </LinkButton>
      {item.active && <LinkButton href={paths.itemRetirement(item.code)}>{words.retire}</LinkButton>}
      {!item.active && (
        <form method="post" action={paths.itemReinstatement(item.code)}>
          <HiddenKey value={formKey} />
          <Button>{words.reinstate}</Button>
        </form>
      )}
    </>
  );
}

function Notices({ t, item, can }: ItemPageProps) {
  const words = t.catalogue;
  const incomplete = item.manufacturer === '' || item.pricePack === 0;
  return (
    <>
      {!item.active && (
        <Notice tone="warn" title={t.items.retiredTitle}>
          <p>{t.items.retiredText}</p>
        </Notice>
      )}
      {incomplete && can.import && (
        <Notice tone="warn" title={words.incompleteTitle}>
          <p>{words.incomplete}</p>
        </Notice>
      )}
    </>
  );
}
